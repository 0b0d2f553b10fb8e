/*
 * What is said when the page does not start. Part of index.html, in front of watch.js. Plain old JavaScript (ES5): it has to
 * run where nothing newer does.
 */

/**
 * facts: what is known. protocol, pathname and href as in location; origin, as in window ('null' in a frame that is shut off);
 * lacks: what this browser lacks, in words that follow "This browser", '' for nothing; failure: undefined, or what went wrong with a script: {status:
 * of the server's answer, 0 for none, undefined when a script was there and broke; type: its Content-Type; message}; seconds:
 * since the page began to load.
 * Returns undefined while there is nothing to say; else {title, text, href: a way on, link: its words, isOver: whether
 * waiting is of no more use}.
 */
function wordsFor(facts) {
  var failure = facts.failure;
  var here = facts.href;
  function say(title, text, link, href) {
    return { title: title, text: text, link: link, href: href, isOver: true };
  }
  var again = 'Load the page again';

  if (facts.protocol === 'file:')
    return say(
      'Inkling cannot run from a file',
      'This page was opened from a folder on this device, and browsers do not let such a page load its parts. Open it from a web address instead: in the project’s folder, "npm start" serves it and says where; or put the folder on any web server.'
    );
  if (facts.lacks)
    return say(
      'This browser is too old for Inkling',
      'This browser ' +
        facts.lacks +
        '. Update it, or open this address in another: Chrome or Edge 109, Firefox 115, Safari 16.4 and all newer ones have what it takes.',
      again,
      here
    );
  if (!failure) {
    if (facts.seconds < 8) return undefined;
    var slow = say(
      'Still loading',
      facts.seconds < 30
        ? 'Nothing is wrong so far; a slow connection takes a while. The page starts by itself as soon as all of it is here.'
        : 'This takes unusually long. The page still starts by itself when all of it is here; but if the connection has been lost meanwhile, load it again.',
      again,
      here
    );
    slow.isOver = false;
    return slow;
  }
  if (facts.origin === 'null')
    return say(
      'Inkling is shut off here',
      'The page around it shows it in a frame that may not load its scripts. Open it in a tab of its own. (Who made that page can also let it in: sandbox="allow-scripts allow-same-origin".)',
      'Open Inkling in a tab of its own',
      here
    );
  var status = failure.status;
  var type = failure.type || '';
  // Some servers answer with a web page where a file is missing.
  var isMissing = status === 404 || status === 410 || (status === 200 && /html/.test(type));
  var last = facts.pathname.split('/').pop();
  if (isMissing && last !== '' && last.indexOf('.') < 0)
    return say(
      'The address lacks its last slash',
      'Inkling looks for its parts in a folder, and the address does not end like one.',
      'Open it with the slash',
      facts.pathname + '/'
    );
  if (isMissing)
    return say(
      'A part of Inkling is missing',
      'The server does not have all of the page’s files. If it was put there just now, wait a minute and load it again; else tell who runs it that the folder "assets" is not complete.',
      again,
      here
    );
  if (status === 0)
    return say(
      'The connection is gone',
      'Part of the page could not be fetched. Look whether this device is online, and load it again.',
      again,
      here
    );
  if (status >= 400)
    return say(
      'The server refuses a part of Inkling',
      'It answered ' + status + ' when asked for one of the page’s files. Load it again in a minute.',
      again,
      here
    );
  if (status !== undefined && !/(java|ecma)script/.test(type))
    return say(
      'The server sends scripts as something else',
      'It calls them "' +
        (type || 'nothing') +
        '", so the browser does not run them. Nothing is wrong with this device: tell who runs the server that .js files must be sent as text/javascript.',
      again,
      here
    );
  return say(
    'Inkling did not start',
    'Its scripts are here, but could not run' +
      (failure.message ? ' (' + failure.message + ')' : '') +
      '. An extension that blocks scripts can be the reason, or a browser that is too old. Load it again, or try another browser.',
    again,
    here
  );
}
