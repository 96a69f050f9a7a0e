import { render, screen } from '@testing-library/react';
import App from './App';

describe('the demo portal', () => {
  it('asks whom one wants to be', async () => {
    // What the build puts in the place of this variable is a list, not a text.
    Reflect.set(process, 'env', {
      ...process.env,
      APP_CONFIG: [
        {
          data: {
            app: { title: 'Test', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ],
    });

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'SRE (platform)' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Alice, developer of team A' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Bob, developer of team B' }),
    ).toBeInTheDocument();
  });
});
