// How https://html-validate.org judges the pages as they are sent.
export default {
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
        // How HTML is written, not whether it is right: what writes it writes it in one way.
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        'doctype-style': 'off',
        'void-style': 'off',
        // A tag has the page twice, of which one is shown: in its shadow root, and for browsers that know of none.
        'heading-level': ['error', { allowMultipleH1: true }],
        // Only what comes from elsewhere needs proof of what it is.
        'require-sri': ['error', { target: 'crossorigin' }],
        // The stylesheet keeps numbers on one line, and copied numbers hold plain spaces.
        'tel-non-breaking': 'off',
    },
};
