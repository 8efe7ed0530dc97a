// Answers with one line for each finding of axe-core, of all its rules or of those about colours.
const [about, done] = arguments;
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rules = axe.getRules(tags).filter(rule => about === 'all' || rule.tags.includes('cat.color')).map(({ ruleId }) => ruleId);
axe.run(document, { runOnly: { type: 'rule', values: rules }, resultTypes: ['violations'] }).then(
    ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`))),
    error => done([String(error)]));
