/** The sentences of a recording in English. Fields are HTML already. See facts.js for what each kind has. */

/** @typedef {import('./index.js').Said} Said */

const bytes = (/** @type {number} */ n) => (n === 1 ? '1 byte' : `${n} bytes`);
const seconds = (/** @type {number} */ ms) =>
  ms < 1000 ? `${Math.round(ms / 10) * 10} ms` : `${(ms / 1000).toFixed(1)} s`;

export const en = {
  waits: 'waits',
  held: 'kept back',
  returns: 'comes back',
  exits: 'exit',
  killed: 'killed by',
  newThread: 'new thread',
  newProcess: 'new process',
  typed: 'types',
  lost: 'lost',
  starts: 'starts',
  nobody: 'nobody',
  kernel: 'the kernel',
  timer: 'a timer runs out',
  cable: 'cable',
  threadName: (/** @type {string} */ owner, /** @type {string} */ n) => `thread ${n} of ${owner}`,
  childName: (/** @type {string} */ owner, /** @type {string} */ n) => `child ${n} of ${owner}`,
  and: ' and ',
  socketOf: (/** @type {string} */ who, /** @type {string} */ fd) => `${who}’s socket ${fd}`,
  placed: {
    'SYN queue': 'the connection in the SYN queue',
    'accept queue': 'the connection in the accept queue',
    kernel: (/** @type {string} */ who) => `the socket that ${who}’s side no longer holds`,
  },

  after: (/** @type {Said} */ d) => `${seconds(d.n)} later.`,
  start: {
    program: () => 'The program begins.',
    tool: () => 'A tool of the system: only what it prints, and how it ends, is recorded.',
  },
  type: () => 'Someone types this line, and presses Enter.',
  enter: () => 'Someone presses Enter: an empty line.',
  key: {
    C: () => 'Someone presses Ctrl-C: the terminal has SIGINT sent to the program.',
    D: () => 'Someone presses Ctrl-D: the end of what is typed.',
    Z: () => 'Someone presses Ctrl-Z: the terminal has SIGTSTP sent to the program.',
    '\\': () => 'Someone presses Ctrl-\\: the terminal has SIGQUIT sent to the program.',
    other: (/** @type {Said} */ d) => `Someone presses Ctrl-${d.name}.`,
  },
  print: (/** @type {Said} */ d) => `It appears in ${d.who}’s terminal.`,
  thread: (/** @type {Said} */ d) =>
    `A new thread of the same process: ${d.other} shares all its memory and all its descriptors.`,
  fork: (/** @type {Said} */ d) => `A new process, ${d.other}: a copy that holds the same descriptors.`,
  signal: {
    SIGPIPE: () => 'It wrote into a connection that can carry nothing any more: SIGPIPE.',
    SIGINT: () => 'SIGINT arrives.',
    SIGCHLD: () => 'A child has ended: SIGCHLD arrives.',
    SIGALRM: () => 'The alarm clock rings: SIGALRM arrives.',
    other: (/** @type {Said} */ d) => `${d.signal} arrives.`,
  },
  action: {
    handled: (/** @type {Said} */ d) => `${d.who} has a handler for it, which runs now.`,
    ignored: (/** @type {Said} */ d) => `${d.who} ignores it.`,
    ends: (/** @type {Said} */ d) => `It ends ${d.who}.`,
  },
  exit: {
    success: (/** @type {Said} */ d) => `${d.who} has ended, with status 0: success.`,
    successHolding: (/** @type {Said} */ d) =>
      `${d.who} has ended, with status 0. What it still held, the kernel closes.`,
    failure: (/** @type {Said} */ d) => `${d.who} has ended, with status ${d.m}: it reports a failure.`,
    failureHolding: (/** @type {Said} */ d) =>
      `${d.who} has ended, with status ${d.m}: it reports a failure. What it still held, the kernel closes.`,
    signal: (/** @type {Said} */ d) => `${d.signal} has ended ${d.who}.`,
    signalHolding: (/** @type {Said} */ d) => `${d.signal} has ended ${d.who}. What it still held, the kernel closes.`,
    thread: () => 'The thread has ended; its process goes on without it.',
  },
  network: () => 'No program did anything: a timer of the kernel ran out.',
  cut: (/** @type {Said} */ d) => `The cable of ${d.who}’s machine is pulled out. No program is told.`,
  mend: (/** @type {Said} */ d) => `The cable of ${d.who}’s machine is plugged in again.`,
  hold: (/** @type {Said} */ d) => `The scenario keeps ${d.who} from its next ${d.call}.`,
  release: (/** @type {Said} */ d) => `The scenario lets ${d.who} go on.`,

  call: {
    any: {
      ok: (/** @type {Said} */ d) => `${d.call} came back at once, with ${d.n}.`,
      wait: (/** @type {Said} */ d) => `${d.who} waits in ${d.call}.`,
      back: (/** @type {Said} */ d) => `${d.call} comes back, with ${d.n}.`,
    },
    socket: {
      ok: (/** @type {Said} */ d) => `The kernel makes a socket; its descriptor is ${d.n}.`,
      stream: (/** @type {Said} */ d) =>
        `The kernel makes a TCP socket; its descriptor is ${d.n}. It has no address and no other end.`,
      datagram: (/** @type {Said} */ d) => `The kernel makes a datagram socket; its descriptor is ${d.n}.`,
    },
    socketpair: { ok: () => 'The kernel makes two sockets, already joined.' },
    setsockopt: {
      ok: () => 'An option of the socket is set.',
      reuse: () => 'With SO_REUSEADDR, <code>bind</code> will not mind old connections in TIME_WAIT.',
      reuseOff: () => 'SO_REUSEADDR is off: <code>bind</code> will mind old connections in TIME_WAIT.',
      lingerNone: () =>
        'SO_LINGER with a time of 0: <code>close</code> will not say goodbye, it will reset the connection.',
      linger: () => 'SO_LINGER: <code>close</code> will wait for a while until what was sent is acknowledged.',
      keepalive: () =>
        'SO_KEEPALIVE: when nothing comes for a long time, the kernel will ask whether the other end is still there.',
      keepIdle: (/** @type {Said} */ d) => `TCP_KEEPIDLE: the first question after ${d.n} s of silence.`,
      keepInterval: (/** @type {Said} */ d) => `TCP_KEEPINTVL: the next questions every ${d.n} s.`,
      keepCount: (/** @type {Said} */ d) =>
        `TCP_KEEPCNT: after ${d.n} questions without an answer the connection is given up.`,
      userTimeout: (/** @type {Said} */ d) => `TCP_USER_TIMEOUT: what was sent must be acknowledged within ${d.n} ms.`,
      noDelay: () => 'TCP_NODELAY: small pieces are sent at once, without waiting for acknowledgments.',
      room: () => 'The program asks for queues of another size.',
      limit: () => 'A limit of time for calls that wait.',
    },
    getsockopt: { ok: () => 'The program asks the kernel about the socket.' },
    bind: {
      ok: (/** @type {Said} */ d) => `The socket has an address now: port ${d.port} is its own.`,
      any: () => 'Port 0 asks the kernel to choose a free port.',
      elsewhere: () => 'The socket has an address now.',
    },
    listen: { ok: () => 'From now on the kernel makes connections for it, and lets them wait in a queue.' },
    accept: {
      ok: (/** @type {Said} */ d) =>
        `A connection was waiting in the queue: <code>accept</code> takes it out. Its descriptor is ${d.n}.`,
      wait: (/** @type {Said} */ d) => `The queue is empty: ${d.who} sleeps until a connection is there.`,
      back: (/** @type {Said} */ d) =>
        `A connection was made: <code>accept</code> wakes up and takes it. Its descriptor is ${d.n}.`,
    },
    connect: {
      ok: () => 'The other kernel has answered: the connection is made.',
      wait: (/** @type {Said} */ d) => `The kernel has to make the handshake first: ${d.who} sleeps.`,
      back: (/** @type {Said} */ d) => `The answer was there: the connection is made, and ${d.who} wakes up.`,
      local: () => 'The two sockets are joined; no network lies between them.',
      udp: () => 'No handshake: the kernel notes to whom datagrams go, and from whom they may come.',
    },
    send: {
      ok: (/** @type {Said} */ d) =>
        `The kernel has taken ${bytes(d.n)} into its send queue. More <code>send</code> does not promise.`,
      wait: (/** @type {Said} */ d) =>
        `The send queue has no room: ${d.who} sleeps until the other end takes something.`,
      back: (/** @type {Said} */ d) => `There was room: the kernel has taken all ${bytes(d.n)}.`,
      short: (/** @type {Said} */ d) =>
        `Only ${d.n} of ${bytes(d.m)} were taken: the rest is for the program to send again.`,
      local: (/** @type {Said} */ d) =>
        `The kernel has put ${bytes(d.n)} straight into the receive queue of the other socket; no network lies ` +
        `between them.`,
      datagram: (/** @type {Said} */ d) => `One datagram of ${bytes(d.n)} is handed to the network.`,
    },
    recv: {
      ok: (/** @type {Said} */ d) =>
        `${bytes(d.n)} were in the receive queue: <code>recv</code> takes them out and does not wait.`,
      wait: (/** @type {Said} */ d) => `Nothing has arrived yet: ${d.who} sleeps until something does.`,
      back: (/** @type {Said} */ d) =>
        `${bytes(d.n)} ${d.n === 1 ? 'has' : 'have'} arrived: ${d.who} wakes up and takes ` +
        `${d.n === 1 ? 'it' : 'them'}.`,
      end: () => '0: the other end has said that no more will come, and everything before that was read.',
      zero: () => '0: there was nothing to take.',
      peek: (/** @type {Said} */ d) => `${bytes(d.n)} of the receive queue are copied; MSG_PEEK leaves them there.`,
      datagram: (/** @type {Said} */ d) => `One datagram of ${bytes(d.n)} is taken out of the receive queue.`,
    },
    file: {
      ok: (/** @type {Said} */ d) => `${bytes(d.n)} went through.`,
      wait: (/** @type {Said} */ d) => `${d.who} sleeps until the call can go on.`,
    },
    stream: {
      ok: (/** @type {Said} */ d) => `The stream fills its buffer from the socket: ${bytes(d.n)}.`,
      wait: (/** @type {Said} */ d) =>
        `The stream’s buffer is empty, and nothing has arrived yet: ${d.who} sleeps until something does.`,
      end: () => 'The stream finds the end: the other end has said that no more will come.',
    },
    flush: {
      ok: (/** @type {Said} */ d) => `The stream hands the socket what it had gathered: ${bytes(d.n)}.`,
      wait: (/** @type {Said} */ d) =>
        `The stream hands the socket what it had gathered, and the send queue has no room: ${d.who} sleeps.`,
    },
    typed: {
      ok: (/** @type {Said} */ d) => `${d.who} reads what was typed.`,
      end: (/** @type {Said} */ d) => `${d.who} is told that no more will be typed.`,
      wait: (/** @type {Said} */ d) => `${d.who} waits for something to be typed.`,
    },
    close: {
      ok: () => 'The descriptor is given back.',
      connection: () =>
        'The descriptor is given back; nobody else holds the socket, so the kernel says “no more” to the other ' +
        'end: a FIN.',
      unread: (/** @type {Said} */ d) =>
        `${bytes(d.n)} ${d.n === 1 ? 'was' : 'were'} still unread: the kernel does not say goodbye, it resets the ` +
        `connection.`,
      hurried: () =>
        'The descriptor is given back; with SO_LINGER and a time of 0 the kernel does not say goodbye, it resets ' +
        'the connection.',
      over: () => 'The descriptor is given back, and with it the connection is over at once.',
      shared: () => 'The descriptor is given back; another one still holds the socket, so nothing else happens.',
      listening: () => 'The socket no longer listens: nobody can connect to it any more.',
    },
    shutdown: {
      ok: () => 'Both directions are closed; the descriptor stays.',
      write: () => 'This end says “no more”; it can still receive, and the descriptor stays.',
      read: () => 'This end will read no more; the other end is not told.',
    },
    getsockname: { ok: () => 'The address of this end.' },
    getpeername: { ok: () => 'The address of the other end.' },
    getaddrinfo: {
      ok: () => 'The name has become a list of addresses.',
      none: () => 'The name could not be turned into addresses.',
    },
    poll: {
      ok: (/** @type {Said} */ d) => `${d.n} of the descriptors ${d.n === 1 ? 'has' : 'have'} something to say.`,
      wait: (/** @type {Said} */ d) => `None of the descriptors has anything to say: ${d.who} sleeps until one has.`,
      none: () => 'None of the descriptors has anything to say, and <code>poll</code> was not to wait any longer.',
    },
    select: {
      ok: (/** @type {Said} */ d) => `${d.n} of the descriptors ${d.n === 1 ? 'is' : 'are'} ready.`,
      wait: (/** @type {Said} */ d) => `None of the descriptors is ready: ${d.who} sleeps until one is.`,
      none: () => 'None of the descriptors is ready, and the time is up.',
    },
    epoll_wait: {
      ok: (/** @type {Said} */ d) =>
        `${d.n} of the watched descriptors ${d.n === 1 ? 'has' : 'have'} something to say.`,
      wait: (/** @type {Said} */ d) =>
        `None of the watched descriptors has anything to say: ${d.who} sleeps until one has.`,
      none: () => 'None of the watched descriptors has anything to say, and the time is up.',
    },
    epoll_create1: {
      ok: (/** @type {Said} */ d) => `A new list of descriptors to watch; its own descriptor is ${d.n}.`,
    },
    epoll_ctl: { ok: () => 'The list of watched descriptors is changed.' },
    fcntl: { ok: () => 'The descriptor’s flags are read or changed.' },
    dup: { ok: (/** @type {Said} */ d) => `A second descriptor for the same socket or file: ${d.n}.` },
    pipe: { ok: () => 'A pipe, and a descriptor for each of its ends.' },
    eventfd: { ok: (/** @type {Said} */ d) => `A counter that can be waited for; its descriptor is ${d.n}.` },
    signalfd: { ok: (/** @type {Said} */ d) => `Signals can now be read from descriptor ${d.n}.` },
    sigaction: { ok: () => 'What is to happen when this signal arrives is settled.' },
    alarm: { ok: () => 'The alarm clock is set, or stopped.' },
    pause: {
      ok: () => 'It comes back.',
      wait: (/** @type {Said} */ d) => `${d.who} sleeps until a signal arrives.`,
    },
    kill: { ok: () => 'A signal is sent.' },
    waitpid: {
      ok: (/** @type {Said} */ d) => `A child has ended: process ${d.n}.`,
      wait: (/** @type {Said} */ d) => `${d.who} sleeps until a child ends.`,
    },
    nanosleep: {
      ok: () => 'The time is over.',
      wait: (/** @type {Said} */ d) => `${d.who} sleeps for a while, of its own will.`,
    },
    pthread_join: {
      ok: () => 'The thread has ended.',
      wait: (/** @type {Said} */ d) => `${d.who} sleeps until the other thread ends.`,
    },
    pthread_mutex_lock: {
      ok: (/** @type {Said} */ d) => `The lock was freed: ${d.who} has it now.`,
      wait: (/** @type {Said} */ d) => `Another thread has the lock: ${d.who} sleeps until it is free.`,
    },
    pthread_cond_wait: {
      ok: (/** @type {Said} */ d) => `${d.who} was woken up.`,
      wait: (/** @type {Said} */ d) => `${d.who} gives the lock back and sleeps until another thread wakes it up.`,
    },
    sem_wait: {
      ok: (/** @type {Said} */ d) => `${d.who} was woken up.`,
      wait: (/** @type {Said} */ d) => `The semaphore is 0: ${d.who} sleeps until another thread raises it.`,
    },
  },

  error: {
    any: {
      other: (/** @type {Said} */ d) => `${d.call} fails${d.errno ? ` with ${d.errno}` : ''}.`,
      EBADF: () => 'EBADF: no open descriptor has this number.',
      ENOTSOCK: () => 'ENOTSOCK: this descriptor is not a socket.',
      EINVAL: () => 'EINVAL: with these arguments, or in this state, the call makes no sense.',
      EFAULT: () => 'EFAULT: an address points outside the program’s memory.',
      EAGAIN: () => 'EAGAIN: it would have to wait, and was told not to.',
      EINTR: () => 'EINTR: a signal interrupted the waiting.',
      EMFILE: () => 'EMFILE: the process may hold no further descriptor.',
      ENFILE: () => 'ENFILE: the system may hold no further open file.',
      ENOBUFS: () => 'ENOBUFS: the kernel has no memory for it.',
      ENOMEM: () => 'ENOMEM: the kernel has no memory for it.',
      EPERM: () => 'EPERM: only a privileged program may do this.',
      EACCES: () => 'EACCES: the program lacks the permission.',
      ENOTCONN: () => 'ENOTCONN: the socket has no other end.',
      EAFNOSUPPORT: () => 'EAFNOSUPPORT: not an address family that can be had here.',
      EPROTONOSUPPORT: () => 'EPROTONOSUPPORT: this family has no such protocol for this type.',
      ESOCKTNOSUPPORT: () => 'ESOCKTNOSUPPORT: this family has no such type of socket.',
      EPROTOTYPE: () => 'EPROTOTYPE: the protocol does not go with this type of socket.',
      EOPNOTSUPP: () => 'EOPNOTSUPP: this kind of socket cannot do that.',
      ENOPROTOOPT: () => 'ENOPROTOOPT: there is no such option at this level.',
      EDESTADDRREQ: () => 'EDESTADDRREQ: it lacks an address.',
      EADDRINUSE: () => 'EADDRINUSE: the address is taken.',
      EADDRNOTAVAIL: () => 'EADDRNOTAVAIL: the address cannot be had.',
      ENETUNREACH: () => 'ENETUNREACH: no route leads there.',
      EHOSTUNREACH: () => 'EHOSTUNREACH: that machine cannot be reached.',
      ECONNRESET: () => 'ECONNRESET: the other end has reset the connection.',
      ECONNREFUSED: () => 'ECONNREFUSED: the other machine says that nobody is there.',
      ETIMEDOUT: () => 'ETIMEDOUT: the kernel has waited long enough for an answer.',
      EPIPE: () => 'EPIPE: nothing can be sent into this connection any more.',
      EMSGSIZE: () => 'EMSGSIZE: too large for one datagram.',
      EISCONN: () => 'EISCONN: the socket is connected already.',
      ECHILD: () => 'ECHILD: there is no child to wait for.',
      ESRCH: () => 'ESRCH: there is no such process.',
    },
    connect: {
      ECONNREFUSED: () => 'ECONNREFUSED: the other kernel answered with RST; at this address and port nobody listens.',
      ETIMEDOUT: () => 'ETIMEDOUT: no answer to the SYN came, and the kernel gives up.',
      EINPROGRESS: () =>
        'EINPROGRESS: the socket is non-blocking, so the program does not wait; the kernel goes on with the handshake.',
      EALREADY: () => 'EALREADY: the handshake that was begun before is not over.',
      EISCONN: () => 'EISCONN: the socket is connected already.',
      EADDRNOTAVAIL: () =>
        'EADDRNOTAVAIL: the kernel has no port left to lend, or the address cannot be reached from here.',
      EADDRINUSE: () => 'EADDRINUSE: a connection with these four numbers exists.',
      EINTR: () => 'EINTR: a signal interrupted the waiting; the kernel goes on with the handshake.',
    },
    bind: {
      EADDRINUSE: () => 'EADDRINUSE: another socket has this address and port.',
      EACCES: () => 'EACCES: this port is for privileged programs.',
      EADDRNOTAVAIL: () => 'EADDRNOTAVAIL: no interface of this machine has this address.',
      EINVAL: () => 'EINVAL: the socket has an address already, or this one has a wrong length.',
    },
    listen: { EADDRINUSE: () => 'EADDRINUSE: another socket listens at this port.' },
    accept: {
      EAGAIN: () => 'EAGAIN: the queue is empty, and the socket is non-blocking.',
      EINTR: () => 'EINTR: a signal was handled while <code>accept</code> waited.',
      EMFILE: () => 'EMFILE: the process may hold no further descriptor; the connection stays in the queue.',
      EINVAL: () => 'EINVAL: the socket does not listen.',
      ECONNABORTED: () => 'ECONNABORTED: the connection was given up before it was accepted.',
    },
    recv: {
      EAGAIN: () => 'EAGAIN: nothing has arrived, and the call was not to wait, or not any longer.',
      EINTR: () => 'EINTR: a signal was handled while <code>recv</code> waited.',
      ECONNRESET: () => 'ECONNRESET: the other end reset the connection. Nothing more will come.',
      ETIMEDOUT: () => 'ETIMEDOUT: what was sent was never acknowledged; the kernel gives the connection up.',
    },
    recvProbing: { ETIMEDOUT: () => 'ETIMEDOUT: nobody answered what the kernel asked; it gives the connection up.' },
    send: {
      EPIPE: () => 'EPIPE: nothing can be sent into this connection any more.',
      EAGAIN: () => 'EAGAIN: the send queue is full, and the call was not to wait, or not any longer.',
      EINTR: () => 'EINTR: a signal was handled before anything was taken.',
      ECONNRESET: () => 'ECONNRESET: the other end reset the connection.',
      ETIMEDOUT: () => 'ETIMEDOUT: what was sent before was never acknowledged; the kernel gave the connection up.',
    },
  },

  crossing: (/** @type {Said} */ d) => `Across the network: ${d.list}.`,
  brief: {
    syn: () => 'SYN',
    synAgain: () => 'the SYN again',
    synAck: () => 'SYN-ACK',
    synAckAgain: () => 'the SYN-ACK again',
    handshakeAck: () => 'the ACK that completes the handshake',
    handshakeAckLost: () => 'the ACK that would complete the handshake',
    data: (/** @type {number} */ n) => `${bytes(n)} of data`,
    dataAgain: (/** @type {number} */ n) => `the same ${bytes(n)} again`,
    ack: () => 'the acknowledgment',
    ackFull: () => 'an acknowledgment that says “no room left”',
    ackAgain: () => 'an ACK',
    ackFin: () => 'the acknowledgment of the FIN',
    fin: () => 'FIN',
    finData: (/** @type {number} */ n) => `FIN with ${bytes(n)} of data`,
    finAgain: () => 'the FIN again',
    rst: () => 'RST',
    rstUnknown: () => 'RST',
    rstOrphan: () => 'RST',
    refusal: () => 'RST',
    probe: () => 'a probe',
    keepalive: () => 'a keepalive probe',
    windowOpens: () => 'an ACK that says “room again”',
    datagram: (/** @type {number} */ n) => `a datagram of ${bytes(n)}`,
  },
  segment: {
    syn: (/** @type {Said} */ d) =>
      `SYN, the first part of the handshake: ${d.who}’s kernel asks ${d.other}’s for a connection to port ${d.port}.`,
    synAgain: (/** @type {Said} */ d) => `No answer came in time: ${d.who}’s kernel sends its SYN again.`,
    synAck: (/** @type {Said} */ d) =>
      `SYN-ACK, the second part: ${d.who}’s kernel agrees, and asks for the other direction.`,
    synAckAgain: (/** @type {Said} */ d) =>
      `The last part of the handshake has not arrived: ${d.who}’s kernel sends its SYN-ACK again.`,
    handshakeAck: (/** @type {Said} */ d) => `ACK, the third part: ${d.who}’s kernel confirms. The handshake is over.`,
    handshakeAckLost: (/** @type {Said} */ d) =>
      `ACK, the third part, which would complete the handshake: ${d.who}’s kernel confirms.`,
    data: (/** @type {Said} */ d) => `${bytes(d.n)} of data on the way to ${d.other}.`,
    dataAgain: (/** @type {Said} */ d) =>
      `Nobody acknowledged them in time: ${d.who}’s kernel sends the same ${bytes(d.n)} again.`,
    ack: (/** @type {Said} */ d) => `ACK: ${d.who}’s kernel says how far it has received (${bytes(d.n)} more).`,
    ackFull: (/** @type {Said} */ d) => `ACK with a window of 0: ${d.who}’s kernel has room for no further byte.`,
    ackAgain: (/** @type {Said} */ d) =>
      `An ACK that confirms nothing new: ${d.who}’s kernel says once more how far it has received.`,
    ackFin: (/** @type {Said} */ d) => `ACK: ${d.who}’s kernel confirms the FIN.`,
    fin: (/** @type {Said} */ d) => `FIN: from ${d.who}’s side no more data will come.`,
    finData: (/** @type {Said} */ d) => `The last ${bytes(d.n)}, and FIN: from ${d.who}’s side no more will come.`,
    finAgain: (/** @type {Said} */ d) => `Nobody acknowledged it in time: ${d.who}’s kernel sends its FIN again.`,
    rst: (/** @type {Said} */ d) => `RST: ${d.who}’s kernel ends the connection at once, without a goodbye.`,
    rstUnknown: (/** @type {Said} */ d) => `RST: ${d.who}’s kernel has no socket for this connection (any more).`,
    rstOrphan: (/** @type {Said} */ d) =>
      `RST: on ${d.who}’s side no program holds this end any more; the connection is over.`,
    refusal: (/** @type {Said} */ d) => `RST in answer to the SYN: ${d.who}’s kernel refuses.`,
    probe: (/** @type {Said} */ d) => `The other end has no room: ${d.who}’s kernel asks whether it has some now.`,
    keepalive: (/** @type {Said} */ d) => `A keepalive probe: ${d.who}’s kernel asks whether anybody is still there.`,
    windowOpens: (/** @type {Said} */ d) => `ACK with a new window: ${d.who}’s kernel has room again.`,
    datagram: (/** @type {Said} */ d) => `One datagram of ${bytes(d.n)} on the way to ${d.other}.`,
  },
  fate: {
    dropped: () => 'It gets lost on the way: the scenario wanted it so.',
    full: () => 'The accept queue is full: the kernel there drops it, without a word.',
    cut: () => 'The cable is cut: it arrives nowhere.',
    nobody: () => 'No machine has this address: it arrives nowhere.',
  },

  state: {
    LISTEN: (/** @type {Said} */ d) => `${d.list}: LISTEN.`,
    SYN_SENT: (/** @type {Said} */ d) => `${d.list}: SYN_SENT, asked and not yet answered.`,
    SYN_RECV: (/** @type {Said} */ d) => `${d.list}: SYN_RECV, answered and not yet confirmed.`,
    ESTABLISHED: (/** @type {Said} */ d) => `${d.list}: ESTABLISHED.`,
    FIN_WAIT1: (/** @type {Said} */ d) => `${d.list}: FIN_WAIT1, its FIN not yet acknowledged.`,
    FIN_WAIT2: (/** @type {Said} */ d) => `${d.list}: FIN_WAIT2, its FIN acknowledged, the other’s still to come.`,
    CLOSE_WAIT: (/** @type {Said} */ d) => `${d.list}: CLOSE_WAIT, the other end is done, this one not yet.`,
    CLOSING: (/** @type {Said} */ d) => `${d.list}: CLOSING, both said “no more” at the same time.`,
    LAST_ACK: (/** @type {Said} */ d) => `${d.list}: LAST_ACK, waiting for the acknowledgment of its FIN.`,
    TIME_WAIT: (/** @type {Said} */ d) => `${d.list}: TIME_WAIT, kept for a minute in case a late segment comes.`,
    CLOSE: (/** @type {Said} */ d) => `${d.list}: CLOSE, no longer connected.`,
  },
  queue: {
    accept: (/** @type {Said} */ d) =>
      d.n === 1 ? 'One connection waits in the accept queue.' : `${d.n} connections wait in the accept queue.`,
    full: (/** @type {Said} */ d) => `The accept queue is full: with a backlog of ${d.m}, ${d.n} may wait.`,
    receive: (/** @type {Said} */ d) =>
      `In the receive queue of ${d.list} ${d.n === 1 ? 'waits' : 'wait'} ${bytes(d.n)}.`,
    send: (/** @type {Said} */ d) =>
      `In the send queue of ${d.list} ${d.n === 1 ? 'is' : 'are'} ${bytes(d.n)}, until they are acknowledged.`,
  },
};
