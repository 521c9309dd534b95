import { describe, expect, it } from 'vitest';

import { loadReference } from '../../../src/usecase/reference.ts';
import type { JurisdictionReference } from '../../../src/usecase/reference.ts';

const { jurisdictions } = loadReference();
const provinces = jurisdictions.filter(({ kind }) => kind === 'PROVINCE');
const regencies = jurisdictions.filter(({ kind }) => kind !== 'PROVINCE');

/** As the Home Ministry counts them. */
const COUNTS = {
  ...{ 11: 23, 12: 33, 13: 19, 14: 12, 15: 11, 16: 17, 17: 10, 18: 15, 19: 7, 21: 7 },
  ...{ 31: 6, 32: 27, 33: 35, 34: 5, 35: 38, 36: 8, 51: 9, 52: 10, 53: 22 },
  ...{ 61: 14, 62: 14, 63: 13, 64: 10, 65: 5, 71: 15, 72: 13, 73: 24, 74: 17, 75: 6, 76: 6 },
  ...{ 81: 11, 82: 10, 91: 9, 92: 7, 93: 4, 94: 8, 95: 8, 96: 6 },
};

function place(kemendagri: string): JurisdictionReference {
  return jurisdictions.find((one) => one.kemendagri === kemendagri)!;
}

describe('the places', () => {
  it('are 38 provinces and 514 regencies and cities', () => {
    expect(provinces).toHaveLength(38);
    expect(regencies.filter(({ kind }) => kind === 'REGENCY')).toHaveLength(416);
    expect(regencies.filter(({ kind }) => kind === 'CITY')).toHaveLength(98);
  });

  it('add up in every province', () => {
    const members = Object.groupBy(regencies, ({ province }) => province ?? 'none');
    const counts = Object.fromEntries(Object.entries(members).map(([code, list]) => [code, list?.length]));

    expect(counts).toEqual(COUNTS);
  });

  it('have one code of each system, which no other place has', () => {
    const homeMinistry = jurisdictions.map(({ kemendagri }) => kemendagri);
    const statistics = jurisdictions.map(({ bps }) => bps);

    expect(new Set(homeMinistry).size).toBe(552);
    expect(new Set(statistics).size).toBe(552);
    expect(statistics).not.toContain(null);
  });

  it('lie in the province their Home Ministry code begins with', () => {
    expect(regencies.filter(({ kemendagri, province }) => kemendagri.slice(0, 2) !== province)).toEqual([]);
  });

  it('have a statistics code below that of their province', () => {
    const strays = regencies.filter(({ bps, province }) => bps?.slice(0, 2) !== place(province ?? '').bps);

    expect(strays).toEqual([]);
  });

  it('say where they come from, short enough for an entry', () => {
    expect(jurisdictions.filter(({ source }) => source.length === 0 || source.length > 500)).toEqual([]);
  });
});

describe('the codes of Statistics Indonesia', () => {
  it.each([
    ['64.01', '6401', 'Kabupaten Paser'],
    ['64.02', '6403', 'Kabupaten Kutai Kartanegara'],
    ['64.03', '6405', 'Kabupaten Berau'],
    ['64.07', '6402', 'Kabupaten Kutai Barat'],
    ['64.08', '6404', 'Kabupaten Kutai Timur'],
    ['64.09', '6409', 'Kabupaten Penajam Paser Utara'],
    ['64.11', '6411', 'Kabupaten Mahakam Ulu'],
    ['64.71', '6471', 'Kota Balikpapan'],
    ['64.72', '6472', 'Kota Samarinda'],
    ['64.74', '6474', 'Kota Bontang'],
    ['65.01', '6502', 'Kabupaten Bulungan'],
    ['65.02', '6501', 'Kabupaten Malinau'],
    ['65.03', '6504', 'Kabupaten Nunukan'],
    ['65.04', '6503', 'Kabupaten Tana Tidung'],
    ['65.71', '6571', 'Kota Tarakan'],
  ])('differ inside East and North Kalimantan: %s is %s', (kemendagri, bps, name) => {
    expect(place(kemendagri)).toMatchObject({ bps, name });
  });

  it.each([
    ['91', '94', 'Papua'],
    ['92', '91', 'Papua Barat'],
    ['93', '95', 'Papua Selatan'],
    ['94', '96', 'Papua Tengah'],
    ['95', '97', 'Papua Pegunungan'],
    ['96', '92', 'Papua Barat Daya'],
  ])('never mean the same province in Papua: %s is %s', (kemendagri, bps, name) => {
    expect(place(kemendagri)).toMatchObject({ bps, name });
  });
});

describe('the time of a place', () => {
  it.each([
    ['61.71', 'Asia/Jakarta'],
    ['62.71', 'Asia/Jakarta'],
    ['63.71', 'Asia/Makassar'],
    ['64.71', 'Asia/Makassar'],
    ['65.71', 'Asia/Makassar'],
    ['91.71', 'Asia/Jayapura'],
    ['64', 'Asia/Makassar'],
  ] as const)('in %s is that of %s', (kemendagri, timeZone) => {
    expect(place(kemendagri).timeZone).toBe(timeZone);
  });
});
