// Every package and folder brings its own .eslintrc.js; see scripts/guards.
module.exports = { root: true };
