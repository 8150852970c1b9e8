/**
 * How diagrams look. Mermaid refuses `var()`, so each colour is a sentinel that becomes a variable of
 * the page's style afterwards: one drawing for light and dark.
 */

/** @type {Record<string, string>} */
export const colours = {
  '#010203': '--d-node',
  '#010204': '--d-edge',
  '#010205': '--ink',
  '#010206': '--d-line',
  '#010207': '--d-group',
  '#010208': '--rule',
  '#010209': '--paper',
  '#01020a': '--server-wash',
  '#01020b': '--server',
  '#01020c': '--client-wash',
  '#01020d': '--client',
  '#01020e': '--d-kernel',
  '#01020f': '--d-wait',
};

const FONT = 'DejaVu Sans, sans-serif';

/** @type {import('mermaid').MermaidConfig} */
export const mermaidConfig = {
  theme: 'base',
  htmlLabels: false,
  fontFamily: FONT,
  // the ground of a subgraph's title: an arrow that enters passes behind it
  themeCSS: '.titles text{paint-order:stroke;stroke:#010207;stroke-width:6px;stroke-linejoin:round}',
  flowchart: {
    htmlLabels: false,
    curve: 'basis',
    padding: 8,
    nodeSpacing: 20,
    rankSpacing: 44,
    subGraphTitleMargin: { top: 2, bottom: 14 },
    useMaxWidth: true,
  },
  sequence: {
    useMaxWidth: true,
    width: 120,
    height: 34,
    boxMargin: 4,
    boxTextMargin: 4,
    noteMargin: 6,
    messageMargin: 22,
    actorMargin: 46,
    activationWidth: 9,
    mirrorActors: false,
    diagramMarginX: 6,
    diagramMarginY: 4,
    bottomMarginAdj: 4,
    actorFontSize: 14,
    actorFontWeight: 600,
    noteFontSize: 13,
    messageFontSize: 13,
    actorFontFamily: FONT,
    noteFontFamily: FONT,
    messageFontFamily: FONT,
  },
  themeVariables: {
    actorBkg: '#010203',
    actorBorder: '#010204',
    actorTextColor: '#010205',
    actorLineColor: '#010208',
    signalColor: '#010206',
    signalTextColor: '#010205',
    noteBkgColor: '#01020e',
    noteBorderColor: '#010208',
    noteTextColor: '#010205',
    activationBkgColor: '#01020f',
    activationBorderColor: '#010204',
    fontFamily: FONT,
    fontSize: '14px',
    background: '#010209',
    mainBkg: '#010203',
    primaryColor: '#010203',
    primaryBorderColor: '#010204',
    primaryTextColor: '#010205',
    secondaryColor: '#010207',
    secondaryBorderColor: '#010208',
    secondaryTextColor: '#010205',
    tertiaryColor: '#010207',
    tertiaryBorderColor: '#010208',
    tertiaryTextColor: '#010205',
    nodeBorder: '#010204',
    nodeTextColor: '#010205',
    textColor: '#010205',
    titleColor: '#010205',
    lineColor: '#010206',
    arrowheadColor: '#010206',
    edgeLabelBackground: '#010209',
    clusterBkg: '#010207',
    clusterBorder: '#010208',
  },
};

/** @param {string} source @returns {string} the classes that the book gives to a flowchart or a state diagram */
export function classDefs(source) {
  if (!/^\s*(flowchart|graph|stateDiagram)/.test(source)) return '';
  const end = source.endsWith('\n') ? '' : '\n';
  return (
    `${end}classDef server fill:#01020a,stroke:#01020b,color:#010205,stroke-width:2px\n` +
    'classDef client fill:#01020c,stroke:#01020d,color:#010205,stroke-width:2px\n' +
    'classDef kernel fill:#01020e,stroke:#010204,color:#010205\n'
  );
}
