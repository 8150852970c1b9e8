/** The words of the player, in the language of the page. */
const all = {
  en: {
    recording: 'Recording, step by step',
    previous: 'Previous step', next: 'Next step', play: 'Play', pause: 'Pause', speed: 'Speed', step: 'Step',
    waits: 'waits', held: 'kept back', ended: 'ended', source: 'Source of', screen: 'Terminal of',
    kernel: 'the kernel', receive: 'receive queue', send: 'send queue', accept: 'accept queue', backlog: 'backlog',
    none: 'no socket', nobody: 'nobody', lost: 'lost', network: 'network', sees: 'See this line run: step', shown: 'Show this line in the listing',
    killed: 'killed by', exit: 'exit', main: 'main', quiet: 'nothing crosses',
    timer: { retransmission: 'waits for an acknowledgment', keepalive: 'keepalive', probe: 'window probe', time_wait: 'one minute' } as Record<string, string>,
    place: { 'SYN queue': 'SYN queue', 'accept queue': 'accept queue', kernel: 'held by nobody' } as Record<string, string>,
  },
  fr: {
    recording: 'Enregistrement, pas à pas',
    previous: 'Pas précédent', next: 'Pas suivant', play: 'Lire', pause: 'Pause', speed: 'Vitesse', step: 'Pas',
    waits: 'attend', held: 'retenu', ended: 'terminé', source: 'Source de', screen: 'Terminal de',
    kernel: 'le noyau', receive: 'file de réception', send: 'file d’émission', accept: 'file d’accept', backlog: 'backlog',
    none: 'aucune socket', nobody: 'personne', lost: 'perdu', network: 'réseau', sees: 'Voir cette ligne s’exécuter\u00a0: pas', shown: 'Montrer cette ligne dans le programme',
    killed: 'tué par', exit: 'sortie', main: 'main', quiet: 'rien ne passe',
    timer: { retransmission: 'attend un accusé de réception', keepalive: 'keepalive', probe: 'sonde de fenêtre', time_wait: 'une minute' } as Record<string, string>,
    place: { 'SYN queue': 'file des SYN', 'accept queue': 'file d’accept', kernel: 'tenue par personne' } as Record<string, string>,
  },
};

export const words = document.documentElement.lang === 'fr' ? all.fr : all.en;
