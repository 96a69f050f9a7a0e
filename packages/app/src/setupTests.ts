import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Machines that run tests are busy; the default of one second makes slow look like wrong.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
