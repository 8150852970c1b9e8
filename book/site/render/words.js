/** The words that the pages themselves say, in each language. */

export const languages = /** @type {const} */ (['en', 'fr']);

/** @typedef {(typeof languages)[number]} Language */

export const words = {
  en: {
    tagline: 'TCP sockets in C, where everything you read was run',
    chapter: 'Chapter',
    chapters: 'Chapters',
    contents: 'On this page',
    skip: 'Skip to the text',
    menu: 'Contents',
    otherLanguage: 'Lire en français',
    turns: 'Before and next',
    previous: 'Before',
    next: 'Next',
    begin: 'Begin with chapter',
    programs: 'Programs',
    allPrograms: 'All programs and scenarios',
    archive: 'Download all of them',
    download: 'Download',
    wholeFile: 'whole file',
    shownIn: 'Read about it in',
    linkTo: 'Link to this section',
    sketch: 'sketch',
    sketchTitle: 'A prototype from a manual page: not a program of the course',
    typeThis: 'Type this in a terminal',
    exit: 'exit',
    killedBy: 'killed by',
    varies: (/** @type {string} */ names, /** @type {number} */ n) =>
      n === 1 ? `${names} stands for a number that changes from run to run` :
        `${names} stand for numbers that change from run to run`,
    varying: 'this number changes from run to run',
    noteRef: 'Note',
    backToLine: 'Back to line',
    callouts: {
      NOTE: 'Note', TIP: 'Tip', WARNING: 'Beware', PREDICT: 'Predict, then run',
    },
    question: 'Question',
    answers: 'The answers, each explained',
    right: 'Right',
    wrong: 'Wrong',
    noDiagram: 'This diagram was not drawn in this build.',
  },
  fr: {
    tagline: 'les sockets TCP en C, et tout ce que vous lisez a été exécuté',
    chapter: 'Chapitre',
    chapters: 'Chapitres',
    contents: 'Sur cette page',
    skip: 'Aller au texte',
    menu: 'Sommaire',
    otherLanguage: 'Read in English',
    turns: 'Avant et ensuite',
    previous: 'Avant',
    next: 'Ensuite',
    begin: 'Commencer par le chapitre',
    programs: 'Programmes',
    allPrograms: 'Tous les programmes et scénarios',
    archive: 'Les télécharger tous',
    download: 'Télécharger',
    wholeFile: 'fichier entier',
    shownIn: 'Expliqué dans',
    linkTo: 'Lien vers cette section',
    sketch: 'esquisse',
    sketchTitle: 'Un prototype de page de manuel : pas un programme du cours',
    typeThis: 'À taper dans un terminal',
    exit: 'sortie',
    killedBy: 'tué par',
    varies: (/** @type {string} */ names, /** @type {number} */ n) =>
      n === 1 ? `${names} remplace un nombre qui change à chaque exécution` :
        `${names} remplacent des nombres qui changent à chaque exécution`,
    varying: 'ce nombre change à chaque exécution',
    noteRef: 'Note',
    backToLine: 'Revenir à la ligne',
    callouts: {
      NOTE: 'Remarque', TIP: 'Conseil', WARNING: 'Attention', PREDICT: 'Prédisez, puis exécutez',
    },
    question: 'Question',
    answers: 'Les réponses, toutes expliquées',
    right: 'Juste',
    wrong: 'Faux',
    noDiagram: 'Ce diagramme n’a pas été dessiné cette fois.',
  },
};
/** @typedef {typeof words.en} Words */
