import { ProxiedSignInPage } from '@backstage/core-components';
import { SignInPageProps } from '@backstage/plugin-app-react';
import {
  Alert,
  Button,
  Card,
  CardBody,
  Container,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import {
  forgetChosenPersona,
  readChosenPersona,
  writeChosenPersona,
} from './chosenPersona';
import { Persona, personas } from './personas';
import { withSignOut } from './withSignOut';

/** Lets one choose whom to be; the choice outlives a reload and ends with signing out. */
export function PersonaSignInPage(props: SignInPageProps) {
  const [persona, setPersona] = useState(readChosenPersona);
  const [attempt, setAttempt] = useState(0);

  if (!persona) {
    return (
      <PersonaChoice
        onChoose={chosen => {
          writeChosenPersona(chosen);
          setPersona(chosen);
        }}
      />
    );
  }
  const chooseAgain = () => {
    forgetChosenPersona();
    setPersona(undefined);
  };
  return (
    <ProxiedSignInPage
      key={attempt}
      provider={persona.id}
      onSignInSuccess={identity =>
        props.onSignInSuccess(withSignOut(identity, forgetChosenPersona))
      }
      ErrorComponent={({ error }) => (
        <SignInFailed
          persona={persona}
          error={error}
          onRetry={() => setAttempt(attempt + 1)}
          onBack={chooseAgain}
        />
      )}
    />
  );
}

function PersonaChoice(props: { onChoose(persona: Persona): void }) {
  return (
    <Container>
      <Flex
        direction="column"
        justify="center"
        gap="6"
        style={{ minHeight: '80vh', maxWidth: 1180, margin: '0 auto' }}
      >
        <div>
          <Text as="h1" variant="title-large" weight="bold">
            Rackstage
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            This is a demo: choose whom you want to be. What you see depends on
            it.
          </Text>
        </div>
        <Flex gap="4" style={{ flexWrap: 'wrap' }}>
          {personas.map(persona => (
            <Card
              key={persona.id}
              label={persona.title}
              onPress={() => props.onChoose(persona)}
              style={{ flex: '1 1 280px', maxWidth: 380 }}
            >
              <CardBody>
                <Flex direction="column" gap="2" py="2">
                  <Text as="h2" variant="title-x-small" weight="bold">
                    {persona.title}
                  </Text>
                  <Text as="p" variant="body-medium" color="secondary">
                    {persona.description}
                  </Text>
                </Flex>
              </CardBody>
            </Card>
          ))}
        </Flex>
      </Flex>
    </Container>
  );
}

function SignInFailed(props: {
  persona: Persona;
  error?: Error;
  onRetry(): void;
  onBack(): void;
}) {
  const { persona, error, onRetry, onBack } = props;
  const cause = error?.message ?? 'The backend gave no reason';
  return (
    <Container>
      <Flex direction="column" gap="4" py="9">
        <Alert
          role="alert"
          status="danger"
          icon
          title={`Signing in as ${persona.title} failed: ${cause}`}
          description={`Check that the backend runs and offers the auth provider "${persona.id}", then try again.`}
          customActions={
            <Flex gap="2">
              <Button size="small" variant="primary" onPress={onRetry}>
                Try again
              </Button>
              <Button size="small" variant="secondary" onPress={onBack}>
                Choose somebody else
              </Button>
            </Flex>
          }
        />
      </Flex>
    </Container>
  );
}
