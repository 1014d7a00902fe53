const list = document.querySelector('#guests');

for (const name of await (await fetch('/api/guests')).json()) {
  list.append(Object.assign(document.createElement('li'), { textContent: name }));
}
