// Every page of the console, of the demo organisation, as its administrator sees it.
import { openConsole, settled } from '../console.mjs';

/** @param {import('../pictures.mjs').Stand} stand */
export default async function console_({ site, page, lang, take }) {
  await page.goto(`/login?lang=${lang}`);
  await take('login');
  await openConsole(site, page, lang);
  const first = async (/** @type {string} */ path, /** @type {(x: any) => boolean} */ is = () => true) =>
    (await site.api('GET', path)).items.find(is).id;
  const survey = await first('/instruments?kind=survey', (i) => i.code === 'demo-csat');
  const checklist = await first('/instruments?kind=checklist');
  const visit = await first('/visits', (v) => v.report_state === 'published');
  const review = await first('/visits', (v) => v.report_state === 'submitted');
  const assessment = await first('/assessments');
  const pages = {
    overview: '',
    surveys: 'surveys',
    results: `surveys/${survey}`,
    verbatims: `surveys/${survey}/verbatims`,
    responses: `surveys/${survey}/responses`,
    links: `surveys/${survey}/links`,
    versions: `surveys/${survey}/versions`,
    visits: 'visits',
    visit: `visits/${visit}`,
    review: `visits/${review}`,
    checklists: 'checklists',
    checklist: `checklists/${checklist}`,
    assessments: 'assessments',
    assessment: `assessments/${assessment}`,
    'assessment-scores': `assessments/${assessment}/scores`,
    programmes: 'programmes',
    places: 'places',
    downloads: 'downloads',
    settings: 'settings',
    users: 'settings/users',
    audit: 'settings/audit',
  };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`/app/${path}`);
    await settled(page);
    await take(name);
  }
}
