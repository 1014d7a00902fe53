module.exports = function greeting(name) {
  return `hello ${name.trim() || 'stranger'}`;
};
