import { openFeed } from './feed.js';

const one = selector => document.querySelector(selector);
const all = selector => [...document.querySelectorAll(selector)];

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text || 'The shop does not answer as it should.');
  }
  return response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text;
}

/** Runs work for a button, which takes no second press meanwhile, and says what came of it. */
async function busy(button, status, work) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  button.setAttribute('aria-busy', 'true');
  try {
    status.textContent = await work();
  } catch (failure) {
    status.textContent = failure.message;
  } finally {
    button.removeAttribute('aria-busy');
    await refresh();
  }
}

// The comparison

function tracesOf(way, traces) {
  const [mail] = traces.mails;
  const mailed = !mail ? 'none' : mail.rowVisible || !traces.ordered ? 'sent' : 'sent, before the order was there';
  const rows = [
    ['Order', traces.ordered ? 'committed' : 'rolled back', true],
    ['Mail', mailed, !mail || (traces.ordered && mail.rowVisible)],
    ['Shop window', `${traces.shown} in stock`, traces.shown === traces.stock],
    ['Database', `${traces.stock} in stock`, true],
  ];
  one(`[data-traces=${way}]`).replaceChildren(
    ...rows.flatMap(([name, value, ok]) => [element('dt', name), element('dd', value, { 'data-ok': ok })]));
  const verdict = verdictOf(traces, mail);
  const shown = one(`[data-verdict=${way}]`);
  shown.textContent = verdict.text;
  shown.dataset.ok = verdict.ok;
  return verdict.text;
}

function verdictOf(traces, mail) {
  if (!traces.ordered) {
    return mail
      ? { ok: false, text: 'Ada has a mail about an order that does not exist.' }
      : { ok: true, text: 'No order, no mail.' };
  }
  return mail.rowVisible && traces.shown === traces.stock
    ? { ok: true, text: 'Mail and shop window tell the truth.' }
    : { ok: false, text: 'The mail was too early, and the shop window shows what is gone.' };
}

all('[data-quantity]').forEach(button => button.addEventListener('click', () =>
  busy(button, one('#compared'), async () => {
    const result = await call('POST', `comparison?quantity=${button.dataset.quantity}`);
    return `Inside the transaction: ${tracesOf('naive', result.naive)} After the commit: ${tracesOf('afterCommit', result.afterCommit)}`;
  })));

// The shop

function onSubmit(form, work) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    busy(form.querySelector('button'), form.querySelector('.status'), () => work(new FormData(form)));
  });
}

onSubmit(one('#sign-up'), async data => {
  const customer = await call('POST', 'customers', { name: data.get('name'), email: data.get('email') });
  return `Welcome, ${customer.name}.`;
});

onSubmit(one('#order'), async data => {
  const order = await call('POST', 'orders', {
    customerId: Number(data.get('customer')),
    product: data.get('product'),
    quantity: Number(data.get('quantity')),
  });
  return `Order ${order.id}: ${order.quantity} ${order.product}.`;
});

function options(select, choices) {
  const chosen = select.value;
  select.replaceChildren(...choices.map(([value, text]) => element('option', text, { value })));
  if (choices.some(([value]) => String(value) === chosen)) {
    select.value = chosen;
  }
}

function person(customer) {
  const item = document.createElement('li');
  item.append(
    customer.avatar
      ? element('img', '', { src: `customers/${customer.id}/avatar`, alt: `Avatar of ${customer.name}` })
      : element('span', '', { class: 'blank' }),
    element('span', customer.name));
  return item;
}

function mailItem(mail) {
  const item = document.createElement('li');
  item.append(element('span', mail.subject), ' ', element('span', `to ${mail.to}`, { class: 'to' }));
  if (!mail.rowVisible) {
    item.append(element('span', ', sent before its row was there', { class: 'early' }));
  }
  return item;
}

function list(selector, items, empty) {
  one(selector).replaceChildren(...(items.length ? items : [element('li', empty, { class: 'to' })]));
}

async function refresh() {
  const [products, customers, mails] = await Promise.all(['products', 'customers', 'outbox'].map(path => call('GET', path)));
  options(one('[name=product]'), products.map(product => [product.name, `${product.name} (${product.stock} in stock)`]));
  options(one('[name=customer]'), customers.map(customer => [customer.id, customer.name]));
  list('#customers', customers.map(person), 'Nobody has signed up yet.');
  list('#outbox', mails.slice(-4).reverse().map(mailItem), 'No mail yet.');
}

function tick(event) {
  const article = one('#transactions').firstElementChild;
  one('#latest').textContent = `#${event.transaction} ${article.querySelector('.title').textContent}: ${article.querySelector('.outcome').textContent}`;
}

// The experiments

all('[data-experiment]').forEach(button => button.addEventListener('click', () =>
  busy(button, one('#result'), () => call('POST', `experiments/${button.dataset.experiment}`))));

openFeed(one('#transactions'), one('#connection'), one('#clear'), event => {
  tick(event);
  if (event.type === 'NOTE') {
    refresh(); // what is done on other threads comes later than the answer
  }
});
refresh();
