import { Container, Flex } from '@backstage/ui';
import { ReactNode } from 'react';
import { ProxmoxQueryProvider } from '../../query';

/** Room around the content of a page; the framework draws header and tabs. */
export function PageFrame(props: { children: ReactNode }) {
  return (
    <ProxmoxQueryProvider>
      <Container>
        <Flex direction="column" gap="4" py="4">
          {props.children}
        </Flex>
      </Container>
    </ProxmoxQueryProvider>
  );
}
