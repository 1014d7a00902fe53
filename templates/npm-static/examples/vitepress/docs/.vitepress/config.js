export default {
  title: 'Cookbook',
  base: '/cookbook/',
  themeConfig: { nav: [{ text: 'Soup', link: '/recipes/soup' }] },
};
