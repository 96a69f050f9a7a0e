export * from './apis';
export * from './entityCards';
export * from './entityContents';
export * from './formFields';
export * from './pages';
export * from './search';
