import classes from './app.module.css';

export function Footer() {
  return (
    <footer className={classes['footer']}>
      <p>
        Everything happens on your machine: what you draw and what the network learns never leave this page.
        Digits: MNIST by Yann LeCun and Corinna Cortes, CC BY-SA 3.0.
      </p>
    </footer>
  );
}
