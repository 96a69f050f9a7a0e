import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';

/** A card with a heading, which is also its accessible name. */
export function Section(props: {
  title: string;
  children: ReactNode;
  wide?: boolean;
}) {
  return (
    <Card
      role="region"
      aria-label={props.title}
      style={props.wide ? { gridColumn: '1 / -1' } : undefined}
    >
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          {props.children}
        </Flex>
      </CardBody>
    </Card>
  );
}
