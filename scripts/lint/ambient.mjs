// A lint rule of the house: pure libraries take time and randomness as arguments. The rule finds the ambient ones:
// `new Date()` and `Date()` without arguments, `Date.now()`, `performance.now()`, `Math.random()`.
const members = new Map([
  ['Date', new Set(['now'])],
  ['performance', new Set(['now', 'timeOrigin'])],
  ['Math', new Set(['random'])],
]);

const noAmbient = {
  meta: { type: 'problem', docs: { description: 'Forbid the ambient clock and randomness' } },
  create(context) {
    const report = (node, what) => context.report({ node, message: `${what} is ambient. Take the time, or the random bytes, as an argument.` });
    const bareDate = (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'Date without arguments');
    };
    return {
      NewExpression: bareDate,
      CallExpression: bareDate,
      MemberExpression(node) {
        const { object, property } = node;
        if (object.type === 'Identifier' && property.type === 'Identifier' && members.get(object.name)?.has(property.name)) report(node, `${object.name}.${property.name}`);
      },
    };
  },
};

export default { meta: { name: 'ambient' }, rules: { 'no-ambient': noAmbient } };
