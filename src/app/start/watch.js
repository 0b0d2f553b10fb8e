/*
 * Watches the page start, says what is wrong when it does not (words.js), and lets the visitor draw before it has. Part of
 * index.html, after the words and before the page's scripts. ES5, and nothing in it may throw: React takes the whole of
 * #start away when it is here, and the words with it.
 */
(function (window, document) {
  var start = document.getElementById('start');
  var began = Date.now();
  var failure;
  var said = '';

  function isWaiting() {
    return document.getElementById('start') === start;
  }

  /** The first of what the page needs (needs, out of src/core/needs.ts) that is not here. */
  function lacks() {
    if (!('noModule' in document.createElement('script'))) return 'does not know JavaScript modules';
    for (var i = 0; i < needs.length; i++) {
      var part = window;
      var keys = needs[i].path.split('.');
      for (var k = 0; part && k < keys.length; k++) part = part[keys[k]];
      if (!part) return needs[i].lack;
    }
    return '';
  }

  function tell() {
    if (!isWaiting()) return;
    var words = wordsFor({
      protocol: location.protocol,
      pathname: location.pathname,
      href: location.href,
      origin: window.origin,
      lacks: lacks(),
      failure: failure,
      seconds: (Date.now() - began) / 1000,
    });
    if (!words || words.title + words.text === said) return;
    said = words.title + words.text;
    var box = document.getElementById('start-words');
    box.setAttribute('data-over', words.isOver ? 'yes' : 'no');
    box.textContent = '';
    var title = document.createElement('strong');
    title.textContent = words.title + '. ';
    box.appendChild(title);
    box.appendChild(document.createTextNode(words.text + ' '));
    if (!words.href) return;
    var link = document.createElement('a');
    link.href = words.href;
    if (window.origin === 'null') link.target = '_blank';
    link.textContent = words.link;
    box.appendChild(link);
  }

  /** Asks the server again for the script that failed, or for those it is made of: the event itself does not say why. */
  function ask(addresses) {
    var answers = addresses.length;
    var found = {};
    for (var i = 0; i < addresses.length; i++) look(addresses[i]);
    function look(address) {
      var request = new XMLHttpRequest();
      var hear = function () {
        var type = request.status ? request.getResponseHeader('Content-Type') || '' : '';
        var isWrong = request.status !== 200 || !/(java|ecma)script/.test(type);
        if (isWrong || !found.status) found = { status: request.status, type: type };
        if (isWrong || --answers === 0) {
          failure = failure || found;
          tell();
        }
      };
      request.addEventListener('load', hear);
      request.addEventListener('error', hear);
      try {
        request.open('HEAD', address);
        request.send();
      } catch (error) {
        hear();
      }
    }
  }

  window.addEventListener(
    'error',
    function (event) {
      var target = event.target;
      if (!isWaiting()) return;
      if (target && target.tagName === 'SCRIPT') {
        var addresses = [target.src];
        var parts = document.querySelectorAll('link[rel=modulepreload]');
        for (var i = 0; i < parts.length; i++) addresses.push(parts[i].href);
        ask(addresses);
      } else if (event.message) {
        failure = failure || { message: event.message };
        tell();
      }
    },
    true
  );
  setInterval(tell, 1000);
  tell();

  /** What is drawn before the page is here: kept for it on the pad's element, and shown. */
  function drawEarly() {
    var pad = document.getElementById('start-pad');
    var canvas = document.createElement('canvas');
    var ink = canvas.getContext && canvas.getContext('2d');
    if (!ink || !window.PointerEvent) return;
    var strokes = (window.inklingStrokes = []);
    var current;

    function add(event) {
      var box = pad.getBoundingClientRect();
      var point = {
        x: (event.clientX - box.left) / box.width,
        y: (event.clientY - box.top) / box.height,
        pressure: event.pressure,
      };
      var last = current.points[current.points.length - 1] || point;
      current.points.push(point);
      if (canvas.parentNode !== pad) {
        pad.textContent = '';
        pad.appendChild(canvas);
        canvas.width = canvas.height = 2 * box.width;
        ink.lineCap = 'round';
        ink.lineWidth = 0.12 * box.width;
        ink.strokeStyle = getComputedStyle(canvas).color;
      }
      ink.beginPath();
      ink.moveTo(last.x * canvas.width, last.y * canvas.height);
      ink.lineTo(point.x * canvas.width, point.y * canvas.height);
      ink.stroke();
    }
    pad.addEventListener('pointerdown', function (event) {
      if (current || event.button !== 0) return;
      current = { id: event.pointerId, kind: event.pointerType, isOpen: true, points: [] };
      strokes.push(current);
      add(event);
      event.preventDefault();
    });
    pad.addEventListener('pointermove', function (event) {
      if (current && current.id === event.pointerId) add(event);
    });
    function lift(event) {
      if (!current || current.id !== event.pointerId) return;
      current.isOpen = false;
      current = undefined;
    }
    window.addEventListener('pointerup', lift);
    window.addEventListener('pointercancel', lift);
  }
  try {
    drawEarly();
  } catch (error) {
    // No drawing here: the page says so when it is here.
  }

  /** The theme, as Mantine says it: the page has it from its first picture on. */
  function wear(scheme) {
    document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  }
  if (window.matchMedia) wear(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  try {
    var scheme = localStorage.getItem('mantine-color-scheme-value');
    if (scheme === 'light' || scheme === 'dark') wear(scheme);
    // Room for the offer that is made on the first visit.
    if (localStorage.getItem('inkling-visited') === null) start.setAttribute('data-first', '');
  } catch (error) {
    // Storage is shut off: the device's own colours, and no offer.
  }
})(window, document);
