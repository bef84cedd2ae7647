// Opens the plain gallery, and the other one when that is done, so that neither takes time from the other.
const [plain, sdk] = document.querySelectorAll('iframe');
plain.addEventListener('load', () => {
  sdk.src ||= 'sdk/#beside';
}, { once: true });
plain.src = './#beside';
