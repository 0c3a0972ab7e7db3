/**
 * The only way from text to markup. The engine escapes all that comes from a report; what it draws is looked through once
 * more before it becomes a part of the page, and anything that is not on these lists stops it.
 */

const TAGS = new Set(
  ('section details summary h2 h3 h4 h5 p span b i code br ol ul li a div article small mark table caption colgroup col '
    + 'thead tbody tr th td script').split(' '),
);
const ATTRIBUTES = new Set(
  ('class id href lang open tabindex scope role colspan rowspan aria-label aria-labelledby aria-hidden type title span '
    + 'data-b data-c data-f data-r').split(' '),
);

interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

const plain: Policy = { createHTML: (text) => text, createScriptURL: (url) => url };
const factory = (window as { trustedTypes?: { createPolicy(name: string, policy: Policy): Policy } }).trustedTypes;
const policy = factory?.createPolicy('gouji', plain) ?? plain;

/** The address of a script that stands in this page. */
export const scriptOf = (url: string) => policy.createScriptURL(url);

/** Puts a report into an element. */
export function draw(into: HTMLElement, html: string): void {
  const template = document.createElement('template');
  template.innerHTML = policy.createHTML(html);
  for (const element of template.content.querySelectorAll('*')) {
    const tag = element.localName;
    const data = tag !== 'script' || element.getAttribute('type') === 'application/json';
    const known = element.getAttributeNames().every((name) => ATTRIBUTES.has(name));
    const link = element.getAttribute('href');
    if (!TAGS.has(tag) || !data || !known || (link !== null && !link.startsWith('#'))) {
      throw new Error(`<${tag} ${element.getAttributeNames().join(' ')}>`);
    }
  }
  into.replaceChildren(template.content);
}
