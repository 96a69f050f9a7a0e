module.exports = require('../../scripts/guards/eslintConfig')(__dirname);
