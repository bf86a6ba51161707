import { firstPageOf, pageAfterSignIn } from './staff-paths.js';

describe('first page after sign-in', () => {
  it('is the room in which the person works', () => {
    expect(firstPageOf(['desk'])).toBe('/petugas');
    expect(firstPageOf(['officer'])).toBe('/petugas');
    expect(firstPageOf(['supervisor'])).toBe('/pengawas');
    expect(firstPageOf(['superior'])).toBe('/pengawas');
    expect(firstPageOf(['admin'])).toBe('/admin');
    expect(firstPageOf(['admin', 'desk'])).toBe('/petugas');
  });
});

describe('page to go back to', () => {
  it('is the page that was asked for, with its query', () => {
    expect(pageAfterSignIn('/petugas/kasus/1?tab=surat', ['officer'])).toBe('/petugas/kasus/1?tab=surat');
    expect(pageAfterSignIn('/pengawas?rentang=30', ['superior'])).toBe('/pengawas?rentang=30');
    expect(pageAfterSignIn('/petugas/profil', ['admin'])).toBe('/petugas/profil');
  });

  it('is never another site', () => {
    const traps = [
      'https://jahat.example/petugas', '//jahat.example/petugas', '/\\jahat.example', '/petugas//jahat.example',
      '/petugas\\..\\..', '/petugas/%0d%0aset-cookie:x', '\t/petugas', 'javascript:alert(1)', '/petugas\n/x', '',
      '/petugasjahat', '/petugas@jahat.example', `/petugas/${'a'.repeat(2000)}`,
    ]; // prettier-ignore
    for (const trap of traps) {
      const page = pageAfterSignIn(trap, ['officer']);
      expect(page.startsWith('/petugas')).toBe(true);
      expect(page).not.toMatch(/jahat|\\|\/\/|[\r\n\t]/u);
    }
  });

  it('stays in rooms that the person may enter', () => {
    expect(pageAfterSignIn('/admin', ['officer'])).toBe('/petugas');
    expect(pageAfterSignIn('/petugas/tugas', ['supervisor'])).toBe('/pengawas');
    expect(pageAfterSignIn('/petugas/../admin', ['desk'])).toBe('/petugas');
  });

  it('is not the door again', () => {
    expect(pageAfterSignIn('/petugas/masuk', ['desk'])).toBe('/petugas');
    expect(pageAfterSignIn('/petugas/keluar', ['desk'])).toBe('/petugas');
  });
});
