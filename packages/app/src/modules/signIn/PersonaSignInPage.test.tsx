import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { PersonaSignInPage } from './PersonaSignInPage';

const server = setupServer();

function answerAs(name: string) {
  // Not a real token: the page only reads when it expires.
  const payload = btoa(JSON.stringify({ exp: Date.now() / 1000 + 3600 }));
  return HttpResponse.json({
    profile: { displayName: name },
    backstageIdentity: {
      token: `e30.${payload}.e30`,
      identity: {
        type: 'user',
        userEntityRef: `user:default/${name}`,
        ownershipEntityRefs: [`user:default/${name}`],
      },
    },
  });
}

function renderSignIn() {
  const signedIn: IdentityApi[] = [];
  const { unmount } = renderInTestApp(
    <PersonaSignInPage onSignInSuccess={identity => signedIn.push(identity)} />,
    { apis: [mockApis.discovery({ baseUrl: 'http://portal.test' })] },
  );
  return { signedIn, unmount };
}

describe('signing in to the demo', () => {
  registerMswTestHooks(server);
  beforeEach(() => window.localStorage.clear());

  it('signs in as whom one chooses, keeps it on reload and forgets it on sign-out', async () => {
    server.use(
      http.get('http://portal.test/api/auth/bob/refresh', () =>
        answerAs('bob'),
      ),
    );
    const first = renderSignIn();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Bob, developer of team B' }),
    );
    await waitFor(() => expect(first.signedIn).toHaveLength(1));
    expect(await first.signedIn[0].getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/bob',
    });
    first.unmount();

    // The page is loaded again.
    const second = renderSignIn();
    await waitFor(() => expect(second.signedIn).toHaveLength(1));
    await second.signedIn[0].signOut();
    second.unmount();

    const third = renderSignIn();
    expect(
      await screen.findByRole('button', { name: 'SRE (platform)' }),
    ).toBeInTheDocument();
    expect(third.signedIn).toEqual([]);
  });

  it('says why it failed and lets one try again', async () => {
    let isUp = false;
    server.use(
      http.get('http://portal.test/api/auth/sre/refresh', () =>
        isUp ? answerAs('sre') : HttpResponse.error(),
      ),
    );
    const { signedIn } = renderSignIn();
    await userEvent.click(
      await screen.findByRole('button', { name: 'SRE (platform)' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Signing in as SRE \(platform\) failed.*auth provider "sre"/,
    );

    isUp = true;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(signedIn).toHaveLength(1));
  });
});
