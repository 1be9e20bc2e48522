import type { Chance } from '../foundation/chance.ts'

export type Country = 'DE' | 'PL' | 'NL' | 'US' | 'SG'

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/)

/** Common given and family names of each country, put together by chance: any likeness to someone is an accident. */
const names: Readonly<Record<Country, { readonly given: readonly string[]; readonly family: readonly string[] }>> = {
  DE: {
    given: words(`Anna, Lena, Katharina, Julia, Miriam, Sabine, Petra, Claudia, Heike, Birgit, Svenja, Nele, Franziska,
      Johanna, Theresa, Carolin, Ute, Ingrid, Melanie, Elif, Aylin, Jana, Greta, Frieda, Jonas, Lukas, Felix, Maximilian,
      Stefan, Andreas, Thorsten, Matthias, Jürgen, Uwe, Holger, Sören, Henning, Malte, Torben, Ralf, Bernd, Dennis,
      Fabian, Tobias, Jan, Emre, Cem, Klaus, Rainer, Moritz`),
    family: words(`Petersen, Hansen, Brandt, Lorenzen, Vogel, Weber, Krüger, Schröder, Lindner, Böhm, Kowalski, Yıldız,
      Demir, Hartmann, Lange, Winkler, Scholz, Pohl, Arndt, Behrens, Claussen, Dierks, Ehlers, Fiedler, Gerlach, Heinrich,
      Ihde, Jacobsen, Köhler, Lüders, Marquardt, Neubauer, Oltmanns, Paulsen, Quandt, Reimers, Sievers, Thomsen, Ulrich,
      Voigt, Wulff, Ziegler, Albrecht, Berger, Dietrich, Engel, Freitag, Günther, Hoffmann, Jäger, Keller, Lehmann,
      Möller, Nolte, Otto, Pfeiffer, Richter, Seidel, Tietz, Wagner`),
  },
  PL: {
    given:
      words(`Agnieszka, Magdalena, Katarzyna, Joanna, Ewa, Małgorzata, Monika, Karolina, Natalia, Zofia, Aleksandra,
      Weronika, Dorota, Beata, Iwona, Paulina, Marta, Justyna, Hanna, Kinga, Piotr, Krzysztof, Andrzej, Tomasz, Paweł,
      Michał, Marcin, Grzegorz, Łukasz, Jakub, Mateusz, Wojciech, Rafał, Dariusz, Maciej, Bartosz, Kamil, Szymon, Adrian,
      Zbigniew, Sławomir, Radosław, Artur, Dawid, Oleksandr, Iryna`),
    family:
      words(`Nowak, Wiśniewski, Wójcik, Kamiński, Lewandowski, Zieliński, Szymański, Woźniak, Dąbrowski, Kozłowski,
      Jankowski, Mazur, Kwiatkowski, Krawczyk, Piotrowski, Grabowski, Pawłowski, Michalski, Król, Wieczorek, Jabłoński,
      Wróbel, Majewski, Olszewski, Stępień, Malinowski, Jaworski, Adamczyk, Dudek, Górski, Pawlak, Witkowski, Walczak,
      Sikora, Rutkowski, Baran, Michalak, Szewczyk, Ostrowski, Tomaszewski, Zalewski, Wróblewski, Pietrzak, Jasiński,
      Marciniak, Sadowski, Bąk, Duda, Zając, Kubiak, Shevchenko, Bondarenko`),
  },
  NL: {
    given: words(`Sanne, Femke, Lotte, Anouk, Marieke, Ilse, Fleur, Roos, Maud, Esmée, Noor, Tessa, Willemijn, Fatima,
      Samira, Annelies, Bram, Daan, Sem, Thijs, Joost, Maarten, Pieter, Wouter, Jeroen, Sander, Ruben, Niels, Gijs, Koen,
      Hendrik, Bas, Stijn, Youssef, Mehmet, Dirk`),
    family:
      words(`de Vries, van den Berg, van Dijk, Bakker, Janssen, Visser, Smit, Meijer, de Boer, Mulder, de Groot, Bos,
      Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, Kok, Jacobs,
      de Haan, Vermeulen, van den Heuvel, van der Veen, Schouten, Willems, van Beek, Hoekstra, Koster, Prins, Verhoeven,
      El Amrani, Yılmaz, Postma, Huisman`),
  },
  US: {
    given: words(`Emily, Hannah, Grace, Olivia, Chloe, Madison, Rachel, Megan, Lauren, Nicole, Aaliyah, Maya, Priya,
      Camila, Sofia, Jasmine, Tyler, Brandon, Ethan, Jacob, Ryan, Kevin, Marcus, Andre, Malik, Diego, Luis, Connor, Sean,
      Patrick, Nathan, Caleb, Derek, Raj, Anthony, Joseph`),
    family:
      words(`Sullivan, Murphy, Walsh, O'Brien, Bennett, Carter, Hayes, Foster, Brooks, Coleman, Price, Reed, Morgan,
      Bailey, Rivera, Gomez, Ortiz, Santos, Pereira, Costa, Nguyen, Tran, Patel, Nair, Shah, Kim, Park, Chen, Wong,
      Jackson, Washington, Freeman, Whitaker, Lombardi, Russo, Ferrara, Kowalczyk, Larsen, Abbott, Chandler`),
  },
  SG: {
    given:
      words(`Wei Ling, Hui Min, Jia Hui, Xin Yi, Mei Fen, Siew Lan, Li Ting, Shu Fen, Nurul, Siti, Aisyah, Farah, Priya,
      Kavitha, Deepa, Anjali, Wei Jie, Jun Hao, Zhi Wei, Kok Leong, Boon Huat, Chee Keong, Kah Wai, Jian Ming, Hafiz,
      Faizal, Iskandar, Rahman, Arjun, Suresh, Vikram, Ganesh, Daniel, Marcus, Benjamin, Rachel`),
    family:
      words(`Tan, Lim, Lee, Ng, Ong, Wong, Goh, Chua, Chan, Koh, Teo, Ang, Yeo, Tay, Ho, Low, Sim, Chong, Foo, Toh,
      Rajan, Krishnan, Pillai, Menon, Subramaniam, Ismail, Osman, Yusof, Abdullah, Salleh, Hassan, Fernandez`),
  },
}

/** Draws full names, none of them twice. One in fourteen people has moved here from another of the company's countries. */
export function createNames(chance: Chance): (country: Country) => string {
  const taken = new Set<string>()
  return (country) => {
    for (let attempt = 0; attempt < 500; attempt++) {
      const home = chance.isLucky(1 / 14) ? chance.pick(Object.keys(names) as Country[]) : country
      const name = fullName(home, chance)
      if (taken.has(name)) continue
      taken.add(name)
      return name
    }
    throw new Error(`The names of ${country} are used up.`)
  }
}

function fullName(country: Country, chance: Chance): string {
  const { given, family } = names[country]
  const first = chance.pick(given)
  const last = chance.pick(family)
  if (country !== 'PL') return `${first} ${last}`
  return `${first} ${first.endsWith('a') ? last.replace(/(sk|ck|dzk)i$/, '$1a') : last}`
}

/** Letters that mail addresses spell out rather than merely drop an accent from. */
const spelled: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', ø: 'o', ı: 'i' }

/** `Jürgen van den Berg` → `juergen.vandenberg`. */
export function mailName(name: string): string {
  const [first = '', ...rest] = name.split(' ')
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[äöüßłøı]/g, (letter) => spelled[letter] ?? letter)
      .normalize('NFD')
      .replace(/[^a-z]/g, '')
  return `${plain(first)}.${plain(rest.join(''))}`
}
