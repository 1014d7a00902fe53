import { counter } from './counter.js';
import './style.css';

const clicks = counter();
const button = document.querySelector('#counter');
const show = () => {
  button.textContent = clicks.label(import.meta.env.VITE_LABEL ?? 'clicks');
};
button.addEventListener('click', () => {
  clicks.add();
  show();
});
show();
