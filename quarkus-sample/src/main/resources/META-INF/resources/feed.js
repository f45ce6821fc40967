const WORDS = {
  REGISTERED: 'registered',
  COMMITTED: 'committed',
  ROLLED_BACK: 'rolled back',
  STARTED: 'runs',
  SUCCEEDED: 'ran',
  FAILED: 'failed',
  DISCARDED: 'discarded',
  NOTE: '',
};
const KEPT = 30;

/** Shows the events of the server, grouped by transaction, the newest transaction first. */
export function openFeed(log, connection, clear, told) {
  const empty = log.querySelector('.empty');
  const groups = new Map();

  function group(event) {
    const article = document.querySelector('#transaction').content.cloneNode(true).firstElementChild;
    article.querySelector('.number').textContent = `#${event.transaction}`;
    article.querySelector('.title').textContent = event.text;
    log.prepend(article);
    groups.set(event.transaction, article);
    while (log.children.length > KEPT) {
      log.lastElementChild.remove();
    }
  }

  function line(event) {
    const item = document.createElement('li');
    item.className = classOf(event);
    const text = document.createElement(event.type === 'NOTE' ? 'span' : 'code');
    text.textContent = event.text;
    item.append(cell('what', WORDS[event.type]), wrap(text), cell('millis', millisOf(event)));
    return item;
  }

  function classOf(event) {
    return `${event.type.toLowerCase().replace('_', '-')}-line`;
  }

  function millisOf(event) {
    return event.millis === null ? '' : `${event.millis.toFixed(1)} ms`;
  }

  function wrap(text) {
    const span = cell('text', '');
    span.append(text);
    return span;
  }

  function cell(name, text) {
    const span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    return span;
  }

  /** What has begun to run has a line, which tells in the end how that went. */
  function finish(article, event) {
    const [begun] = [...article.querySelectorAll('.started-line')].filter(item => event.text.startsWith(item.querySelector('.text').textContent)).slice(-1);
    if (begun) {
      begun.className = classOf(event);
      begun.querySelector('.what').textContent = WORDS[event.type];
      begun.querySelector('.text').firstElementChild.textContent = event.text;
      begun.querySelector('.millis').textContent = millisOf(event);
    } else {
      article.querySelector('ol').append(line(event));
    }
  }

  function end(article, outcome, word) {
    article.classList.add(outcome);
    article.querySelector('.outcome').textContent = word;
  }

  function show(event) {
    if (event.type === 'BEGUN') {
      empty.remove();
      group(event);
      return;
    }
    const article = groups.get(event.transaction);
    if (!article) {
      return;
    }
    if (event.type === 'COMMITTED' || event.type === 'ROLLED_BACK') {
      end(article, event.type.toLowerCase().replace('_', '-'), WORDS[event.type]);
    }
    if (event.type === 'SUCCEEDED' || event.type === 'FAILED') {
      finish(article, event);
    } else {
      article.querySelector('ol').append(line(event));
    }
  }

  clear.addEventListener('click', () => {
    groups.clear();
    log.replaceChildren(empty);
  });

  const source = new EventSource('feed');
  source.addEventListener('message', message => {
    const event = JSON.parse(message.data);
    if (event.type === 'CONNECTED') {
      connection.textContent = 'Connected';
      connection.dataset.live = true;
      return;
    }
    show(event);
    told(event);
  });
  source.addEventListener('error', () => {
    connection.textContent = 'Connecting again';
    connection.dataset.live = false;
  });
}
