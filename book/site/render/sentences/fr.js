/** Les phrases d'un enregistrement en français : les mêmes clés que celles de en.js. */

/** @typedef {import('./index.js').Said} Said */

const octets = (/** @type {number} */ n) => (n <= 1 ? `${n} octet` : `${n} octets`);
const secondes = (/** @type {number} */ ms) =>
  ms < 1000 ? `${Math.round(ms / 10) * 10} ms` : `${(ms / 1000).toFixed(1).replace('.', ',')} s`;
const un = (/** @type {number} */ n) => n <= 1;

export const fr = {
  waits: 'attend',
  held: 'retenu',
  returns: 'revient',
  exits: 'sortie',
  killed: 'tué par',
  newThread: 'nouveau thread',
  newProcess: 'nouveau processus',
  typed: 'tape',
  lost: 'perdu',
  starts: 'démarre',
  nobody: 'personne',
  kernel: 'le noyau',
  timer: 'un délai expire',
  cable: 'câble',
  threadName: (/** @type {string} */ owner, /** @type {string} */ n) => `thread ${n} de ${owner}`,
  childName: (/** @type {string} */ owner, /** @type {string} */ n) => `enfant ${n} de ${owner}`,
  and: ' et ',
  socketOf: (/** @type {string} */ who, /** @type {string} */ fd) => `la socket ${fd} de ${who}`,
  placed: {
    'SYN queue': 'la connexion dans la file des SYN',
    'accept queue': "la connexion dans la file d'accept",
    kernel: (/** @type {string} */ who) => `la socket que ${who} ne tient plus`,
  },

  after: (/** @type {Said} */ d) => `${secondes(d.n)} plus tard.`,
  start: {
    program: () => 'Le programme commence.',
    tool: () => "Un outil du système : on ne sait de lui que ce qu'il affiche et comment il se termine.",
  },
  type: () => "Quelqu'un tape cette ligne, puis Entrée.",
  enter: () => "Quelqu'un appuie sur Entrée : une ligne vide.",
  key: {
    C: () => "Quelqu'un appuie sur Ctrl-C : le terminal fait envoyer SIGINT au programme.",
    D: () => "Quelqu'un appuie sur Ctrl-D : c'est la fin de ce qu'on tape.",
    Z: () => "Quelqu'un appuie sur Ctrl-Z : le terminal fait envoyer SIGTSTP au programme.",
    '\\': () => "Quelqu'un appuie sur Ctrl-\\ : le terminal fait envoyer SIGQUIT au programme.",
    other: (/** @type {Said} */ d) => `Quelqu'un appuie sur Ctrl-${d.name}.`,
  },
  print: (/** @type {Said} */ d) => `Voilà ce qu'affiche le terminal de ${d.who}.`,
  thread: (/** @type {Said} */ d) =>
    `Un nouveau thread dans le même processus : ${d.other} en partage toute la mémoire et tous les descripteurs.`,
  fork: (/** @type {Said} */ d) => `Un nouveau processus, ${d.other} : une copie, qui tient les mêmes descripteurs.`,
  signal: {
    SIGPIPE: () => "Il vient d'écrire dans une connexion où plus rien ne passe : SIGPIPE.",
    SIGINT: () => 'SIGINT arrive.',
    SIGCHLD: () => "Un enfant s'est terminé : SIGCHLD arrive.",
    SIGALRM: () => 'Le réveil sonne : SIGALRM arrive.',
    other: (/** @type {Said} */ d) => `${d.signal} arrive.`,
  },
  action: {
    handled: (/** @type {Said} */ d) => `${d.who} a une fonction pour ce signal ; elle s'exécute maintenant.`,
    ignored: (/** @type {Said} */ d) => `${d.who} n'en tient pas compte.`,
    ends: (/** @type {Said} */ d) => `Il met fin à ${d.who}.`,
  },
  exit: {
    success: (/** @type {Said} */ d) => `${d.who} est terminé, avec le code 0 : tout s'est bien passé.`,
    successHolding: (/** @type {Said} */ d) =>
      `${d.who} est terminé, avec le code 0. Ce qu'il tenait encore, le noyau le ferme.`,
    failure: (/** @type {Said} */ d) => `${d.who} est terminé, avec le code ${d.m} : il signale un échec.`,
    failureHolding: (/** @type {Said} */ d) =>
      `${d.who} est terminé, avec le code ${d.m} : il signale un échec. Ce qu'il tenait encore, le noyau le ferme.`,
    signal: (/** @type {Said} */ d) => `${d.signal} a mis fin à ${d.who}.`,
    signalHolding: (/** @type {Said} */ d) =>
      `${d.signal} a mis fin à ${d.who}. Ce qu'il tenait encore, le noyau le ferme.`,
    thread: () => 'Le thread est terminé ; son processus continue sans lui.',
  },
  network: () => "Aucun programme n'a rien fait : un délai fixé par le noyau a expiré.",
  cut: (/** @type {Said} */ d) => `On débranche le câble de la machine de ${d.who}. Aucun programme n'en est averti.`,
  mend: (/** @type {Said} */ d) => `On rebranche le câble de la machine de ${d.who}.`,
  hold: (/** @type {Said} */ d) => `Le scénario retient ${d.who} avant son prochain ${d.call}.`,
  release: (/** @type {Said} */ d) => `Le scénario laisse ${d.who} continuer.`,

  call: {
    any: {
      ok: (/** @type {Said} */ d) => `${d.call} revient aussitôt et donne ${d.n}.`,
      wait: (/** @type {Said} */ d) => `${d.who} attend dans ${d.call}.`,
      back: (/** @type {Said} */ d) => `${d.call} revient et donne ${d.n}.`,
    },
    socket: {
      ok: (/** @type {Said} */ d) => `Le noyau crée une socket ; son descripteur est ${d.n}.`,
      stream: (/** @type {Said} */ d) =>
        `Le noyau crée une socket TCP ; son descripteur est ${d.n}. Elle n'a ni adresse ni autre bout.`,
      datagram: (/** @type {Said} */ d) => `Le noyau crée une socket à datagrammes ; son descripteur est ${d.n}.`,
    },
    socketpair: { ok: () => "Le noyau crée deux sockets, déjà reliées l'une à l'autre." },
    setsockopt: {
      ok: () => 'Une option de la socket est réglée.',
      reuse: () => "Grâce à SO_REUSEADDR, <code>bind</code> ne se souciera pas d'anciennes connexions en TIME_WAIT.",
      reuseOff: () => "Sans SO_REUSEADDR, <code>bind</code> se souciera d'anciennes connexions en TIME_WAIT.",
      lingerNone: () =>
        'SO_LINGER avec un délai de 0 : <code>close</code> ne dira pas au revoir, il réinitialisera la connexion.',
      linger: () => "SO_LINGER : <code>close</code> attendra un moment que l'envoi soit confirmé.",
      keepalive: () =>
        "SO_KEEPALIVE : si rien ne vient pendant longtemps, le noyau demandera si l'autre bout est encore là.",
      keepIdle: (/** @type {Said} */ d) => `TCP_KEEPIDLE : la première question après ${d.n} s de silence.`,
      keepInterval: (/** @type {Said} */ d) => `TCP_KEEPINTVL : les questions suivantes toutes les ${d.n} s.`,
      keepCount: (/** @type {Said} */ d) =>
        `TCP_KEEPCNT : après ${d.n} questions sans réponse, la connexion est abandonnée.`,
      userTimeout: (/** @type {Said} */ d) => `TCP_USER_TIMEOUT : ce qui est envoyé doit être confirmé en ${d.n} ms.`,
      noDelay: () => "TCP_NODELAY : les petits morceaux partent aussitôt, sans attendre d'accusé de réception.",
      room: () => "Le programme demande des files d'une autre taille.",
      limit: () => 'Une limite de temps pour les appels qui attendent.',
    },
    getsockopt: { ok: () => 'Le programme interroge le noyau au sujet de la socket.' },
    bind: {
      ok: (/** @type {Said} */ d) => `La socket a maintenant une adresse : le port ${d.port} est à elle.`,
      any: () => 'Le port 0 laisse le noyau choisir un port libre.',
      elsewhere: () => 'La socket a maintenant une adresse.',
    },
    listen: {
      ok: () => 'Dès maintenant, le noyau établit des connexions pour elle et les fait patienter dans une file.',
    },
    accept: {
      ok: (/** @type {Said} */ d) =>
        `Une connexion patientait dans la file : <code>accept</code> l'en retire. Son descripteur est ${d.n}.`,
      wait: (/** @type {Said} */ d) => `La file est vide : ${d.who} dort jusqu'à ce qu'une connexion s'y trouve.`,
      back: (/** @type {Said} */ d) =>
        `Une connexion s'est établie : <code>accept</code> se réveille et la prend. Son descripteur est ${d.n}.`,
    },
    connect: {
      ok: () => "L'autre noyau a répondu : la connexion est établie.",
      wait: (/** @type {Said} */ d) => `Le noyau doit d'abord mener la poignée de main : ${d.who} dort.`,
      back: (/** @type {Said} */ d) => `La réponse est là : la connexion est établie, et ${d.who} se réveille.`,
      local: () => "Les deux sockets sont reliées ; il n'y a pas de réseau entre elles.",
      udp: () => 'Pas de poignée de main : le noyau note à qui iront les datagrammes, et de qui ils pourront venir.',
    },
    send: {
      ok: (/** @type {Said} */ d) =>
        `Le noyau a pris ${octets(d.n)} dans sa file d'émission. <code>send</code> ne promet rien de plus.`,
      wait: (/** @type {Said} */ d) =>
        `La file d'émission est pleine : ${d.who} dort jusqu'à ce que l'autre bout en prenne un peu.`,
      back: (/** @type {Said} */ d) => `La place s'est libérée : le noyau a tout pris, ${octets(d.n)}.`,
      short: (/** @type {Said} */ d) => `${octets(d.n)} seulement sur ${d.m} : au programme d'envoyer le reste.`,
      local: (/** @type {Said} */ d) =>
        `Le noyau a mis ${octets(d.n)} directement dans la file de réception de l'autre socket ; il n'y a pas de ` +
        `réseau entre elles.`,
      datagram: (/** @type {Said} */ d) => `Un datagramme de ${octets(d.n)} est confié au réseau.`,
    },
    recv: {
      ok: (/** @type {Said} */ d) =>
        `${octets(d.n)} ${un(d.n) ? 'se trouvait' : 'se trouvaient'} dans la file de réception : <code>recv</code>` +
        ` ${un(d.n) ? 'le' : 'les'} prend sans attendre.`,
      wait: (/** @type {Said} */ d) => `Rien n'est encore arrivé : ${d.who} dort en attendant.`,
      back: (/** @type {Said} */ d) =>
        `${octets(d.n)} ${un(d.n) ? 'est arrivé' : 'sont arrivés'} : ${d.who} se réveille et ` +
        `${un(d.n) ? 'le' : 'les'} prend.`,
      end: () => "0 : l'autre bout a dit qu'il n'enverrait plus rien, et tout ce qui précédait a été lu.",
      zero: () => "0 : il n'y avait rien à prendre.",
      peek: (/** @type {Said} */ d) =>
        `${octets(d.n)} de la file de réception ${un(d.n) ? 'est copié' : 'sont copiés'} ; avec MSG_PEEK, rien ` +
        `n'en sort.`,
      datagram: (/** @type {Said} */ d) => `Un datagramme de ${octets(d.n)} est retiré de la file de réception.`,
    },
    file: {
      ok: (/** @type {Said} */ d) => `${octets(d.n)} ${un(d.n) ? 'est passé' : 'sont passés'}.`,
      wait: (/** @type {Said} */ d) => `${d.who} dort jusqu'à ce que l'appel puisse continuer.`,
    },
    stream: {
      ok: (/** @type {Said} */ d) => `Le flux remplit son tampon depuis la socket : ${octets(d.n)}.`,
      wait: (/** @type {Said} */ d) =>
        `Le tampon du flux est vide, et rien n'est encore arrivé : ${d.who} dort en attendant.`,
      end: () => "Le flux trouve la fin : l'autre bout a dit qu'il n'enverrait plus rien.",
    },
    flush: {
      ok: (/** @type {Said} */ d) => `Le flux remet à la socket ce qu'il avait rassemblé : ${octets(d.n)}.`,
      wait: (/** @type {Said} */ d) =>
        `Le flux remet à la socket ce qu'il avait rassemblé, et la file d'émission est pleine : ${d.who} dort.`,
    },
    typed: {
      ok: (/** @type {Said} */ d) => `${d.who} lit ce qu'on a tapé.`,
      end: (/** @type {Said} */ d) => `${d.who} apprend qu'on ne tapera plus rien.`,
      wait: (/** @type {Said} */ d) => `${d.who} attend qu'on tape quelque chose.`,
    },
    close: {
      ok: () => 'Le descripteur est rendu.',
      connection: () =>
        "Le descripteur est rendu ; plus personne ne tient la socket, et le noyau dit « c'est fini » à l'autre " +
        'bout : un FIN.',
      unread: (/** @type {Said} */ d) =>
        `${octets(d.n)} ${un(d.n) ? "n'avait pas été lu" : "n'avaient pas été lus"} : le noyau ne dit pas au ` +
        `revoir, il réinitialise la connexion.`,
      hurried: () =>
        'Le descripteur est rendu ; avec SO_LINGER et un délai de 0, le noyau ne dit pas au revoir, il ' +
        'réinitialise la connexion.',
      over: () => 'Le descripteur est rendu et, avec lui, la connexion est finie sur-le-champ.',
      shared: () => "Le descripteur est rendu ; un autre tient encore la socket, et rien d'autre ne se passe.",
      listening: () => "La socket n'écoute plus : personne ne peut plus s'y connecter.",
    },
    shutdown: {
      ok: () => 'Les deux sens sont fermés ; le descripteur reste.',
      write: () => "Ce bout dit « j'ai fini » ; il peut encore recevoir, et le descripteur reste.",
      read: () => "Ce bout ne lira plus ; l'autre n'en sait rien.",
    },
    getsockname: { ok: () => "L'adresse de ce bout-ci." },
    getpeername: { ok: () => "L'adresse de l'autre bout." },
    getaddrinfo: { ok: () => "Le nom est devenu une liste d'adresses.", none: () => "Le nom n'a pas donné d'adresse." },
    poll: {
      ok: (/** @type {Said} */ d) =>
        un(d.n)
          ? 'Un des descripteurs a quelque chose à signaler.'
          : `${d.n} des descripteurs ont quelque chose à signaler.`,
      wait: (/** @type {Said} */ d) => `Aucun des descripteurs n'a rien à signaler : ${d.who} dort en attendant.`,
      none: () => "Aucun des descripteurs n'a rien à signaler, et <code>poll</code> ne devait pas attendre davantage.",
    },
    select: {
      ok: (/** @type {Said} */ d) =>
        un(d.n) ? 'Un des descripteurs est prêt.' : `${d.n} des descripteurs sont prêts.`,
      wait: (/** @type {Said} */ d) => `Aucun des descripteurs n'est prêt : ${d.who} dort en attendant.`,
      none: () => "Aucun des descripteurs n'est prêt, et le temps est écoulé.",
    },
    epoll_wait: {
      ok: (/** @type {Said} */ d) =>
        un(d.n)
          ? 'Un des descripteurs surveillés a quelque chose à signaler.'
          : `${d.n} des descripteurs surveillés ont quelque chose à signaler.`,
      wait: (/** @type {Said} */ d) =>
        `Aucun des descripteurs surveillés n'a rien à signaler : ${d.who} dort en attendant.`,
      none: () => "Aucun des descripteurs surveillés n'a rien à signaler, et le temps est écoulé.",
    },
    epoll_create1: {
      ok: (/** @type {Said} */ d) =>
        `Une nouvelle liste de descripteurs à surveiller ; elle a elle-même le descripteur ${d.n}.`,
    },
    epoll_ctl: { ok: () => 'La liste des descripteurs surveillés change.' },
    fcntl: { ok: () => 'On lit ou change les drapeaux du descripteur.' },
    dup: { ok: (/** @type {Said} */ d) => `Un deuxième descripteur pour la même socket ou le même fichier : ${d.n}.` },
    pipe: { ok: () => 'Un tube, et un descripteur pour chacun de ses bouts.' },
    eventfd: { ok: (/** @type {Said} */ d) => `Un compteur qu'on peut attendre ; son descripteur est ${d.n}.` },
    signalfd: { ok: (/** @type {Said} */ d) => `Les signaux se lisent désormais par le descripteur ${d.n}.` },
    sigaction: { ok: () => "Le programme décide de ce qui se passera à l'arrivée de ce signal." },
    alarm: { ok: () => 'Le réveil est réglé, ou arrêté.' },
    pause: {
      ok: () => "L'appel revient.",
      wait: (/** @type {Said} */ d) => `${d.who} dort jusqu'à l'arrivée d'un signal.`,
    },
    kill: { ok: () => 'Un signal est envoyé.' },
    waitpid: {
      ok: (/** @type {Said} */ d) => `Un enfant s'est terminé : le processus ${d.n}.`,
      wait: (/** @type {Said} */ d) => `${d.who} dort jusqu'à ce qu'un enfant se termine.`,
    },
    nanosleep: {
      ok: () => 'Le temps est écoulé.',
      wait: (/** @type {Said} */ d) => `${d.who} dort un moment, de son plein gré.`,
    },
    pthread_join: {
      ok: () => 'Le thread est terminé.',
      wait: (/** @type {Said} */ d) => `${d.who} dort jusqu'à ce que l'autre thread se termine.`,
    },
    pthread_mutex_lock: {
      ok: (/** @type {Said} */ d) => `Le verrou s'est libéré : ${d.who} le tient maintenant.`,
      wait: (/** @type {Said} */ d) => `Un autre thread tient le verrou : ${d.who} dort jusqu'à ce qu'il soit libre.`,
    },
    pthread_cond_wait: {
      ok: (/** @type {Said} */ d) => `On a réveillé ${d.who}.`,
      wait: (/** @type {Said} */ d) => `${d.who} rend le verrou et dort jusqu'à ce qu'un autre thread le réveille.`,
    },
    sem_wait: {
      ok: (/** @type {Said} */ d) => `On a réveillé ${d.who}.`,
      wait: (/** @type {Said} */ d) => `Le sémaphore vaut 0 : ${d.who} dort jusqu'à ce qu'un autre thread l'augmente.`,
    },
  },

  error: {
    any: {
      other: (/** @type {Said} */ d) => `${d.call} échoue${d.errno ? ` avec ${d.errno}` : ''}.`,
      EBADF: () => 'EBADF : aucun descripteur ouvert ne porte ce numéro.',
      ENOTSOCK: () => "ENOTSOCK : ce descripteur n'est pas une socket.",
      EINVAL: () => "EINVAL : avec ces arguments, ou dans cet état, l'appel n'a pas de sens.",
      EFAULT: () => 'EFAULT : une adresse mène hors de la mémoire du programme.',
      EAGAIN: () => "EAGAIN : il faudrait attendre, et l'appel ne devait pas attendre.",
      EINTR: () => "EINTR : un signal a interrompu l'attente.",
      EMFILE: () => 'EMFILE : le processus ne peut pas tenir un descripteur de plus.',
      ENFILE: () => 'ENFILE : le système ne peut pas ouvrir un fichier de plus.',
      ENOBUFS: () => "ENOBUFS : le noyau n'a pas assez de mémoire.",
      ENOMEM: () => "ENOMEM : le noyau n'a pas assez de mémoire.",
      EPERM: () => 'EPERM : seul un programme privilégié en a le droit.',
      EACCES: () => "EACCES : le programme n'en a pas le droit.",
      ENOTCONN: () => "ENOTCONN : la socket n'a pas d'autre bout.",
      EAFNOSUPPORT: () => "EAFNOSUPPORT : cette famille d'adresses n'est pas possible ici.",
      EPROTONOSUPPORT: () => "EPROTONOSUPPORT : cette famille n'a pas ce protocole pour ce type.",
      ESOCKTNOSUPPORT: () => "ESOCKTNOSUPPORT : cette famille n'a pas ce type de socket.",
      EPROTOTYPE: () => 'EPROTOTYPE : ce protocole ne va pas avec ce type de socket.',
      EOPNOTSUPP: () => 'EOPNOTSUPP : ce genre de socket ne sait pas faire cela.',
      ENOPROTOOPT: () => "ENOPROTOOPT : cette option n'existe pas à ce niveau.",
      EDESTADDRREQ: () => 'EDESTADDRREQ : il manque une adresse.',
      EADDRINUSE: () => "EADDRINUSE : l'adresse est prise.",
      EADDRNOTAVAIL: () => "EADDRNOTAVAIL : cette adresse n'est pas disponible.",
      ENETUNREACH: () => "ENETUNREACH : aucune route n'y mène.",
      EHOSTUNREACH: () => "EHOSTUNREACH : cette machine est hors d'atteinte.",
      ECONNRESET: () => "ECONNRESET : l'autre bout a réinitialisé la connexion.",
      ECONNREFUSED: () => "ECONNREFUSED : l'autre machine répond qu'il n'y a personne.",
      ETIMEDOUT: () => 'ETIMEDOUT : le noyau a assez attendu une réponse.',
      EPIPE: () => 'EPIPE : plus rien ne peut partir par cette connexion.',
      EMSGSIZE: () => 'EMSGSIZE : trop grand pour un seul datagramme.',
      EISCONN: () => 'EISCONN : la socket est déjà connectée.',
      ECHILD: () => "ECHILD : il n'y a pas d'enfant à attendre.",
      ESRCH: () => "ESRCH : ce processus n'existe pas.",
    },
    connect: {
      ECONNREFUSED: () =>
        "ECONNREFUSED : l'autre noyau a répondu par RST ; à cette adresse et sur ce port, personne n'écoute.",
      ETIMEDOUT: () => 'ETIMEDOUT : le SYN est resté sans réponse, et le noyau renonce.',
      EINPROGRESS: () =>
        "EINPROGRESS : la socket est non bloquante, et le programme n'attend pas ; le noyau, lui, poursuit la " +
        'poignée de main.',
      EALREADY: () => "EALREADY : la poignée de main déjà commencée n'est pas finie.",
      EISCONN: () => 'EISCONN : la socket est déjà connectée.',
      EADDRNOTAVAIL: () =>
        "EADDRNOTAVAIL : le noyau n'a plus de port à prêter, ou l'adresse n'est pas joignable d'ici.",
      EADDRINUSE: () => 'EADDRINUSE : une connexion avec ces quatre nombres existe déjà.',
      EINTR: () => "EINTR : un signal a interrompu l'attente ; le noyau poursuit la poignée de main.",
    },
    bind: {
      EADDRINUSE: () => 'EADDRINUSE : une autre socket a cette adresse et ce port.',
      EACCES: () => 'EACCES : ce port est réservé aux programmes privilégiés.',
      EADDRNOTAVAIL: () => "EADDRNOTAVAIL : aucune interface de cette machine n'a cette adresse.",
      EINVAL: () => 'EINVAL : la socket a déjà une adresse, ou la longueur de celle-ci est fausse.',
    },
    listen: { EADDRINUSE: () => 'EADDRINUSE : une autre socket écoute sur ce port.' },
    accept: {
      EAGAIN: () => 'EAGAIN : la file est vide, et la socket est non bloquante.',
      EINTR: () => "EINTR : un signal a été traité pendant qu'<code>accept</code> attendait.",
      EMFILE: () => 'EMFILE : le processus ne peut pas tenir un descripteur de plus ; la connexion reste dans la file.',
      EINVAL: () => "EINVAL : la socket n'écoute pas.",
      ECONNABORTED: () => "ECONNABORTED : la connexion a été abandonnée avant d'être acceptée.",
    },
    recv: {
      EAGAIN: () => "EAGAIN : rien n'est arrivé, et l'appel ne devait pas attendre, ou pas plus longtemps.",
      EINTR: () => 'EINTR : un signal a été traité pendant que <code>recv</code> attendait.',
      ECONNRESET: () => "ECONNRESET : l'autre bout a réinitialisé la connexion. Plus rien ne viendra.",
      ETIMEDOUT: () => "ETIMEDOUT : ce qui a été envoyé n'a jamais été confirmé ; le noyau abandonne la connexion.",
    },
    recvProbing: {
      ETIMEDOUT: () => "ETIMEDOUT : personne n'a répondu aux questions du noyau ; il abandonne la connexion.",
    },
    send: {
      EPIPE: () => 'EPIPE : plus rien ne peut partir par cette connexion.',
      EAGAIN: () => "EAGAIN : la file d'émission est pleine, et l'appel ne devait pas attendre, ou pas plus longtemps.",
      EINTR: () => 'EINTR : un signal a été traité avant que rien ne soit pris.',
      ECONNRESET: () => "ECONNRESET : l'autre bout a réinitialisé la connexion.",
      ETIMEDOUT: () =>
        "ETIMEDOUT : ce qui a été envoyé avant n'a jamais été confirmé ; le noyau a abandonné la connexion.",
    },
  },

  crossing: (/** @type {Said} */ d) => `Sur le réseau : ${d.list}.`,
  brief: {
    syn: () => 'SYN',
    synAgain: () => 'le SYN encore une fois',
    synAck: () => 'SYN-ACK',
    synAckAgain: () => 'le SYN-ACK encore une fois',
    handshakeAck: () => "l'ACK qui achève la poignée de main",
    handshakeAckLost: () => "l'ACK qui achèverait la poignée de main",
    data: (/** @type {number} */ n) => octets(n),
    dataAgain: (/** @type {number} */ n) => `${octets(n)}, encore une fois`,
    ack: () => "l'accusé de réception",
    ackFull: () => 'un accusé de réception qui dit « plus de place »',
    ackAgain: () => 'un ACK',
    ackFin: () => "l'accusé de réception du FIN",
    fin: () => 'FIN',
    finData: (/** @type {number} */ n) => `FIN avec ${octets(n)}`,
    finAgain: () => 'le FIN encore une fois',
    rst: () => 'RST',
    rstUnknown: () => 'RST',
    rstOrphan: () => 'RST',
    refusal: () => 'RST',
    probe: () => 'une sonde',
    keepalive: () => 'une sonde keepalive',
    windowOpens: () => 'un ACK qui dit « il y a de la place »',
    datagram: (/** @type {number} */ n) => `un datagramme de ${octets(n)}`,
  },
  segment: {
    syn: (/** @type {Said} */ d) =>
      `SYN, premier temps de la poignée de main : le noyau de ${d.who} demande à celui de ${d.other} une ` +
      `connexion au port ${d.port}.`,
    synAgain: (/** @type {Said} */ d) => `Aucune réponse à temps : le noyau de ${d.who} renvoie son SYN.`,
    synAck: (/** @type {Said} */ d) =>
      `SYN-ACK, deuxième temps : le noyau de ${d.who} est d'accord, et demande l'autre sens.`,
    synAckAgain: (/** @type {Said} */ d) =>
      `Le dernier temps de la poignée de main n'est pas arrivé : le noyau de ${d.who} renvoie son SYN-ACK.`,
    handshakeAck: (/** @type {Said} */ d) =>
      `ACK, troisième temps : le noyau de ${d.who} confirme. La poignée de main est finie.`,
    handshakeAckLost: (/** @type {Said} */ d) =>
      `ACK, le troisième temps, qui achèverait la poignée de main : le noyau de ${d.who} confirme.`,
    data: (/** @type {Said} */ d) => `${octets(d.n)} en route vers ${d.other}.`,
    dataAgain: (/** @type {Said} */ d) =>
      `Pas d'accusé de réception à temps : le noyau de ${d.who} renvoie ` +
      `${un(d.n) ? 'le même octet' : `les ${octets(d.n)}`}.`,
    ack: (/** @type {Said} */ d) => `ACK : le noyau de ${d.who} dit jusqu'où il a reçu (${octets(d.n)} de plus).`,
    ackFull: (/** @type {Said} */ d) =>
      `ACK avec une fenêtre de 0 : le noyau de ${d.who} n'a plus la place d'un seul octet.`,
    ackAgain: (/** @type {Said} */ d) =>
      `Un ACK qui ne confirme rien de nouveau : le noyau de ${d.who} redit jusqu'où il a reçu.`,
    ackFin: (/** @type {Said} */ d) => `ACK : le noyau de ${d.who} confirme le FIN.`,
    fin: (/** @type {Said} */ d) => `FIN : du côté de ${d.who}, plus rien ne viendra.`,
    finData: (/** @type {Said} */ d) => `Encore ${octets(d.n)}, et FIN : du côté de ${d.who}, plus rien ne viendra.`,
    finAgain: (/** @type {Said} */ d) => `Pas d'accusé de réception à temps : le noyau de ${d.who} renvoie son FIN.`,
    rst: (/** @type {Said} */ d) => `RST : le noyau de ${d.who} met fin à la connexion sur-le-champ, sans au revoir.`,
    rstUnknown: (/** @type {Said} */ d) =>
      `RST : le noyau de ${d.who} n'a pas (ou plus) de socket pour cette connexion.`,
    rstOrphan: (/** @type {Said} */ d) =>
      `RST : du côté de ${d.who}, aucun programme ne tient plus ce bout ; la connexion est finie.`,
    refusal: (/** @type {Said} */ d) => `RST en réponse au SYN : le noyau de ${d.who} refuse.`,
    probe: (/** @type {Said} */ d) =>
      `L'autre bout n'a plus de place : le noyau de ${d.who} demande s'il en a de nouveau.`,
    keepalive: (/** @type {Said} */ d) =>
      `Une sonde keepalive : le noyau de ${d.who} demande s'il y a encore quelqu'un.`,
    windowOpens: (/** @type {Said} */ d) =>
      `ACK avec une nouvelle fenêtre : le noyau de ${d.who} a de nouveau de la place.`,
    datagram: (/** @type {Said} */ d) => `Un datagramme de ${octets(d.n)} en route vers ${d.other}.`,
  },
  fate: {
    dropped: () => "Il se perd en chemin : le scénario l'a voulu ainsi.",
    full: () => "La file d'accept est pleine : là-bas, le noyau le jette, sans un mot.",
    cut: () => "Le câble est débranché : il n'arrive nulle part.",
    nobody: () => "Aucune machine n'a cette adresse : il n'arrive nulle part.",
  },

  state: {
    LISTEN: (/** @type {Said} */ d) => `${d.list} : LISTEN.`,
    SYN_SENT: (/** @type {Said} */ d) => `${d.list} : SYN_SENT, la demande est faite, la réponse manque.`,
    SYN_RECV: (/** @type {Said} */ d) => `${d.list} : SYN_RECV, la réponse est faite, la confirmation manque.`,
    ESTABLISHED: (/** @type {Said} */ d) => `${d.list} : ESTABLISHED.`,
    FIN_WAIT1: (/** @type {Said} */ d) => `${d.list} : FIN_WAIT1, son FIN n'est pas encore confirmé.`,
    FIN_WAIT2: (/** @type {Said} */ d) => `${d.list} : FIN_WAIT2, son FIN est confirmé, celui de l'autre manque.`,
    CLOSE_WAIT: (/** @type {Said} */ d) => `${d.list} : CLOSE_WAIT, l'autre bout a fini, celui-ci pas encore.`,
    CLOSING: (/** @type {Said} */ d) => `${d.list} : CLOSING, les deux ont dit « j'ai fini » en même temps.`,
    LAST_ACK: (/** @type {Said} */ d) => `${d.list} : LAST_ACK, il ne manque que la confirmation de son FIN.`,
    TIME_WAIT: (/** @type {Said} */ d) =>
      `${d.list} : TIME_WAIT, gardée une minute au cas où un segment arriverait en retard.`,
    CLOSE: (/** @type {Said} */ d) => `${d.list} : CLOSE, plus de connexion.`,
  },
  queue: {
    accept: (/** @type {Said} */ d) =>
      un(d.n) ? "Une connexion patiente dans la file d'accept." : `${d.n} connexions patientent dans la file d'accept.`,
    full: (/** @type {Said} */ d) =>
      `La file d'accept est pleine : avec un backlog de ${d.m}, elle en contient ${d.n}.`,
    receive: (/** @type {Said} */ d) => `Dans la file de réception, pour ${d.list} : ${octets(d.n)}.`,
    send: (/** @type {Said} */ d) =>
      `Dans la file d'émission, pour ${d.list} : ${octets(d.n)}, jusqu'à leur confirmation.`,
  },
};
