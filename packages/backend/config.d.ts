/** Configuration of the demo portal's own modules. */
export interface Config {
  auth?: {
    /** Sign-in of the demo without passwords, as one of the personas below `providers`. */
    demoPersonas?: {
      /**
       * Lets anybody be anybody with NODE_ENV=production too; the backend refuses to start otherwise.
       * Default: false.
       */
      dangerouslyAllowOutsideDevelopment?: boolean;
    };
    providers?: {
      /** Persona of the platform team; `{}` offers it. */
      sre?: {};
      /** Persona of team A; `{}` offers it. */
      alice?: {};
      /** Persona of team B; `{}` offers it. */
      bob?: {};
    };
  };
}
