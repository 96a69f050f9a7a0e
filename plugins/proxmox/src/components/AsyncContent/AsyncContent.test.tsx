import { renderInTestApp } from '@backstage/frontend-test-utils';
import { sourcesAnswerSchema } from '@rackstage/plugin-proxmox-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AsyncContent, AsyncState } from './AsyncContent';

function responseError(statusCode: number, message: string): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    cause: new Error(message),
  });
}

function renderState(state: Partial<AsyncState<string[]>>) {
  const refetch = jest.fn();
  renderInTestApp(
    <AsyncContent
      state={{
        data: undefined,
        error: null,
        dataUpdatedAt: 0,
        refetch,
        ...state,
      }}
      what="Guests"
      absent={{
        when: value => value.length === 0,
        content: <p>There are none.</p>,
      }}
    >
      {value => <p>{value.join(', ')}</p>}
    </AsyncContent>,
  );
  return refetch;
}

function contractError(): unknown {
  return sourcesAnswerSchema.safeParse({}).error;
}

describe('AsyncContent', () => {
  it('says that something is loading', async () => {
    renderState({});
    expect(
      await screen.findByRole('status', { name: 'Loading Guests …' }),
    ).toBeInTheDocument();
  });

  it('shows the value', async () => {
    renderState({ data: ['a', 'b'] });
    expect(await screen.findByText('a, b')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows absence in words', async () => {
    renderState({ data: [] });
    expect(await screen.findByText('There are none.')).toBeVisible();
  });

  it('keeps the value of before beside the error, with its age', async () => {
    renderState({
      data: ['a'],
      error: responseError(503, 'starting up'),
      dataUpdatedAt: Date.now() - 120_000,
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Guests could not be refreshed');
    expect(alert).toHaveTextContent('starting up');
    expect(alert).toHaveTextContent('loaded 2 minutes ago');
    expect(screen.getByText('a')).toBeVisible();
  });

  it('never shows a failed read as an empty list', async () => {
    renderState({ error: responseError(500, 'broken') });
    expect(await screen.findByRole('alert')).toHaveTextContent('broken');
    expect(screen.queryByText('There are none.')).not.toBeInTheDocument();
  });

  it('tries again when asked to', async () => {
    const refetch = renderState({ error: responseError(500, 'broken') });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    [responseError(401, 'no'), /session has ended.*sign in again/],
    [responseError(403, 'no'), /may not see this.*read access/],
    [responseError(404, 'no'), /no such thing.*or you may not see it/],
    [responseError(502, 'no way'), /backend reported: no way/],
    [new TypeError('Failed to fetch'), /backend does not answer/],
    [contractError(), /different versions: update both/],
    [new Error('odd'), /odd/],
    ['text', /text/],
  ])('explains %s', async (error, words) => {
    renderState({ error });
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });
});
