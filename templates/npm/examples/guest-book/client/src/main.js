const response = await fetch('/api/guests');
const list = document.querySelector('#guests');
for (const guest of await response.json()) list.append(Object.assign(document.createElement('li'), { textContent: guest }));
