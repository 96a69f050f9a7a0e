module.exports = require('../scripts/.eslintrc');
