/** For figures that miss their limit: what the profile says, and what was tried. By the figure's name. */
export const whatLimits: Readonly<Record<string, string>> = {
  'Lambda endpoint, of serverless-offline':
    'Each invocation has a process of its own for as long as it lasts, as on AWS: 32 requests at once are 32 processes, ' +
    'here all on one core, where serverless-offline runs one handler after another in one thread. Of 290 µs the functions ' +
    "themselves take 90. Of the engine's 195, the write that wakes a function up is by far the most: in the profile it has " +
    'a third of the time, the function that runs meanwhile included, and leaves cold caches for all that follows. ' +
    'Tried, and no help: a lower priority for functions, handing events over in batches. What may help is another way of ' +
    "handing them over than Node's channel, whose messages are JSON in JSON.",
  'pass-through, of the minimal proxy':
    "Both are bound by one core. In the engine's profile the writes of sockets, in the kernel, have two thirds of the time, " +
    'garbage an eighth, and all of its own code together a fifth: reading the two heads, identifying the call (1 to 3 µs), ' +
    'looking for a rule, writing the headers as they came. The minimal proxy does none of that, and reads and writes the ' +
    'same. Beside other work the figure was 0.91 to 1.07, alone on the machine 0.84.',
  'pass-through, of nginx':
    'nginx takes 16 µs for a request, most of it in the kernel. Of the 53 µs of the engine, the two writes and reads of the ' +
    "kernel take a third, Node's HTTP server a fourth; its own client on a socket (11 µs) has replaced Node's (45 µs). " +
    'undici took twice as long as that. What is left is identifying the call (3 µs), garbage (6 µs), and the steps ' +
    'between. By requests a second the figure also depends on the load, which nginx waits for.',
};
