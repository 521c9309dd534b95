/** A place of the stories, by its Home Ministry code. */
export type Place = Readonly<{ code: string; name: string }>;

export const EAST_KALIMANTAN: Place = { code: '64', name: 'Kalimantan Timur' };
export const NORTH_KALIMANTAN: Place = { code: '65', name: 'Kalimantan Utara' };

export const PROVINCES: readonly Place[] = [EAST_KALIMANTAN, NORTH_KALIMANTAN];

/** Every regency and city of both provinces. */
export const PLACES: readonly Place[] = [
  { code: '64.01', name: 'Kabupaten Paser' },
  { code: '64.02', name: 'Kabupaten Kutai Kartanegara' },
  { code: '64.03', name: 'Kabupaten Berau' },
  { code: '64.07', name: 'Kabupaten Kutai Barat' },
  { code: '64.08', name: 'Kabupaten Kutai Timur' },
  { code: '64.09', name: 'Kabupaten Penajam Paser Utara' },
  { code: '64.11', name: 'Kabupaten Mahakam Ulu' },
  { code: '64.71', name: 'Kota Balikpapan' },
  { code: '64.72', name: 'Kota Samarinda' },
  { code: '64.74', name: 'Kota Bontang' },
  { code: '65.01', name: 'Kabupaten Bulungan' },
  { code: '65.02', name: 'Kabupaten Malinau' },
  { code: '65.03', name: 'Kabupaten Nunukan' },
  { code: '65.04', name: 'Kabupaten Tana Tidung' },
  { code: '65.71', name: 'Kota Tarakan' },
];

/** The three cities of East Kalimantan, which report their legal reform. */
export const REFORM_PLACES: readonly Place[] = placesOf(EAST_KALIMANTAN).filter(({ name }) => name.startsWith('Kota'));

export function placesOf(province: Place): readonly Place[] {
  return PLACES.filter(({ code }) => code.startsWith(`${province.code}.`));
}
