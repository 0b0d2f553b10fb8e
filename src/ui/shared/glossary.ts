/** What the page's technical words mean, in a sentence or two each, for the definition that appears beside them. */
export const GLOSSARY = {
  epoch: 'One pass over all the training digits.',
  loss: 'How wrong the network is: small when it gives the right digit a high probability, large when it is sure of a wrong one.',
  'validation digits':
    'Digits that are kept out of training, so that the curves show how well the network reads what it has not seen.',
} as const;

export type GlossaryKey = keyof typeof GLOSSARY;
