import { SimulatorClock } from '../../clock';
import { Sessions } from './Sessions';

const hour = 60 * 60 * 1000;

describe('Sessions', () => {
  const setUp = () => {
    const clock = new SimulatorClock('manual');
    return { clock, sessions: new Sessions(clock) };
  };

  it('knows the user of a ticket that it issued', () => {
    const { sessions } = setUp();
    const ticket = sessions.issueTicket('a@pve');
    expect(ticket).toMatch(/^PVE:a@pve:[0-9A-F]{8}::\S+$/);
    expect(sessions.verifyTicket(ticket)).toBe('a@pve');
  });

  it('knows no ticket that another server issued or somebody changed', () => {
    const { sessions } = setUp();
    const ticket = sessions.issueTicket('a@pve');
    expect(setUp().sessions.verifyTicket(ticket)).toBeUndefined();
    const forged = ticket.replace('a@pve', 'root@pam');
    expect(sessions.verifyTicket(forged)).toBeUndefined();
    expect(sessions.verifyTicket('')).toBeUndefined();
  });

  it('lets a ticket live for two hours', async () => {
    const { sessions, clock } = setUp();
    const ticket = sessions.issueTicket('a@pve');
    await clock.advance(2 * hour);
    expect(sessions.verifyTicket(ticket)).toBe('a@pve');
    await clock.advance(1);
    expect(sessions.verifyTicket(ticket)).toBeUndefined();
  });

  it('issues two tickets of one moment that differ', () => {
    const { sessions } = setUp();
    expect(sessions.issueTicket('a@pve')).not.toBe(
      sessions.issueTicket('a@pve'),
    );
  });

  it('takes a ticket of a console for no session', () => {
    const { sessions } = setUp();
    const ticket = sessions.issueTicket('a@pve', 'PVEVNC');
    expect(sessions.verifyTicket(ticket)).toBeUndefined();
  });

  it('binds the token against CSRF to its user', () => {
    const { sessions } = setUp();
    const token = sessions.issueCsrfToken('a@pve');
    expect(sessions.verifyCsrfToken('a@pve', token)).toBe(true);
    expect(sessions.verifyCsrfToken('b@pve', token)).toBe(false);
    expect(setUp().sessions.verifyCsrfToken('a@pve', token)).toBe(false);
  });

  it.each([undefined, '', 'x', '00000000:', ':abc', '00000000:AAAA'])(
    'refuses %p as token against CSRF',
    token => {
      expect(setUp().sessions.verifyCsrfToken('a@pve', token)).toBe(false);
    },
  );
});
