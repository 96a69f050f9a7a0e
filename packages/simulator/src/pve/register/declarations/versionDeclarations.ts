/** What the API declares about the version calls; the syntax is described in ../parseDeclarations.ts. */
export const versionDeclarations = String.raw`
GET /version | - | all

`;
