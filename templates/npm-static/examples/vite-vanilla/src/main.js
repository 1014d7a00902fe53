import './style.css';

let count = 0;
const button = document.querySelector('#counter');
const show = () => {
  button.textContent = `${import.meta.env.VITE_LABEL ?? 'clicks'}: ${count}`;
};
button.addEventListener('click', () => {
  count += 1;
  show();
});
show();
