const output = document.querySelector('output');
setInterval(() => {
  output.textContent = new Date().toLocaleTimeString();
}, 1000);
