import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Machines that run tests are busy; the default of one second makes slow look like wrong.
configure({ asyncUtilTimeout: 10_000 });

// jsdom lays nothing out: without a size the virtual list believes that no row is in view.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 1600 },
});

// The scaffolder scrolls to the top of each page of a form.
window.scrollTo = () => undefined;

jest.setTimeout(30_000);
