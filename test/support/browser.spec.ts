import { htmlFindings, seriousFindings, sidewaysScroll, useBrowser } from './browser.js';

const browser = useBrowser();
const asUrl = (html: string): string => `data:text/html,${encodeURIComponent(html)}`;
const page = (body: string): string =>
  `<!DOCTYPE html><html lang="id"><head><title>Uji</title><meta name="viewport" content="width=device-width"></head><body>${body}</body></html>`;

describe('test browser', () => {
  it('opens a page at phone width without script', async () => {
    const opened = await browser.open(asUrl(page('<script>document.title="jalan"</script>')), {
      script: false,
    });
    expect(await opened.title()).toBe('Uji');
    expect(opened.viewportSize()?.width).toBe(360);
  });

  it('measures how far a page scrolls sideways', async () => {
    const wide = await browser.open(asUrl(page('<div style="width:500px;height:9px"></div>')));
    expect(await sidewaysScroll(wide)).toBeGreaterThan(100);
    const narrow = await browser.open(asUrl(page('<p>muat</p>')), { width: 'desk' });
    expect(await sidewaysScroll(narrow)).toBe(0);
  });

  it('names a serious finding and passes a clean page', async () => {
    const bad = await browser.open(asUrl(page('<main><img src="x"></main>')), { bypassCsp: true });
    expect((await seriousFindings(bad)).join()).toContain('image-alt');
    const good = await browser.open(asUrl(page('<main><h1>Judul</h1></main>')), { bypassCsp: true });
    expect(await seriousFindings(good)).toEqual([]);
  });

  it('names faulty HTML and passes clean HTML', async () => {
    const valid = page('<main><h1>Judul</h1></main>');
    expect(await htmlFindings(valid)).toEqual([]);
    expect((await htmlFindings(valid.replace('</h1>', ''))).length).toBeGreaterThan(0);
  });
});
