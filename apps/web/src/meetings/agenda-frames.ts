/** The words of an agenda on paper, in the language of the delegation, whatever language the screen has. */
import type { LetterLanguage } from '../letter/frame.js';

/** Each language's name for itself. */
export { ownNames } from '../letter/frame.js';

export interface AgendaFrame { agenda: string; time: string; meeting: string; room: string; people: string; whole: string; zone: string; version: string; none: string; without: string; interpreted: string; /** Of what hangs at the door of a room. */ door: string; parties: string; taken: string; /** Of all meetings in one list. */ all: string }

export const agendaFrames: Readonly<Record<LetterLanguage, AgendaFrame>> = {
  en: { agenda: 'Agenda of the delegation', time: 'Time', meeting: 'Meeting with', room: 'Room', people: 'Delegates', whole: 'Whole delegation', zone: 'Times are those of', version: 'Version', none: 'No meetings', without: 'No room yet', interpreted: 'With interpreter', door: 'Timetable of the room', parties: 'Delegations', taken: 'Taken', all: 'Timetable of all meetings' },
  fr: { agenda: 'Programme de la délégation', time: 'Heure', meeting: 'Réunion avec', room: 'Salle', people: 'Délégués', whole: 'Toute la délégation', zone: 'Heures de', version: 'Version', none: 'Aucune réunion', without: 'Pas encore de salle', interpreted: 'Avec interprète', door: 'Programme de la salle', parties: 'Délégations', taken: 'Occupée', all: 'Programme de toutes les réunions' },
  es: { agenda: 'Agenda de la delegación', time: 'Hora', meeting: 'Reunión con', room: 'Sala', people: 'Delegados', whole: 'Toda la delegación', zone: 'Horario de', version: 'Versión', none: 'Ninguna reunión', without: 'Aún sin sala', interpreted: 'Con intérprete', door: 'Programa de la sala', parties: 'Delegaciones', taken: 'Ocupada', all: 'Programa de todas las reuniones' },
  ru: { agenda: 'Программа делегации', time: 'Время', meeting: 'Встреча с', room: 'Помещение', people: 'Делегаты', whole: 'Вся делегация', zone: 'Время указано по часам', version: 'Версия', none: 'Встреч нет', without: 'Помещение ещё не назначено', interpreted: 'С переводчиком', door: 'Расписание помещения', parties: 'Делегации', taken: 'Занято', all: 'Расписание всех встреч' },
  ar: { agenda: 'جدول أعمال الوفد', time: 'الوقت', meeting: 'اجتماع مع', room: 'القاعة', people: 'المندوبون', whole: 'الوفد كله', zone: 'الأوقات بتوقيت', version: 'النسخة', none: 'لا اجتماعات', without: 'لا قاعة بعد', interpreted: 'مع مترجم شفوي', door: 'جدول القاعة', parties: 'الوفود', taken: 'مشغولة', all: 'جدول الاجتماعات كلها' },
  zh: { agenda: '代表团日程', time: '时间', meeting: '会晤对象', room: '会议室', people: '代表', whole: '全体代表', zone: '所示时间为以下时区', version: '版本', none: '没有会议', without: '会议室待定', interpreted: '配口译', door: '会议室日程', parties: '代表团', taken: '已占用', all: '全部会议日程' },
};
