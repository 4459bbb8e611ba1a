/** The words of an invitation by e-mail, in the language that the person chose. Nothing else is in it but time and place. */
import type { MailLanguage } from '@comity/contracts';

interface MailWords { invited: string; cancelled: string; when: string; where: string; nowhere: string; noAnswer: string; code: string; codeHint: string; stranger: string }

export const mailWords: Readonly<Record<MailLanguage, MailWords>> = {
  en: {
    invited: 'Bilateral meeting', cancelled: 'Cancelled: bilateral meeting', when: 'When', where: 'Where', nowhere: 'no room yet', noAnswer: 'No answer is needed, and none is read. With whom and about what is said in Comity alone.',
    code: 'Your code for Comity', codeHint: 'Enter it in Comity within half an hour, and invitations to your meetings will come to this address.', stranger: 'If you did not ask for this, ignore this message: nothing more will come.',
  },
  fr: {
    invited: 'Réunion bilatérale', cancelled: 'Annulée : réunion bilatérale', when: 'Quand', where: 'Lieu', nowhere: 'pas encore de salle', noAnswer: 'Aucune réponse n’est attendue ni lue. Avec qui et à quel sujet, seul Comity le dit.',
    code: 'Votre code pour Comity', codeHint: 'Saisissez-le dans Comity dans la demi-heure, et les invitations à vos réunions arriveront à cette adresse.', stranger: 'Si vous n’avez rien demandé, ignorez ce message : il n’y en aura pas d’autre.',
  },
  es: {
    invited: 'Reunión bilateral', cancelled: 'Cancelada: reunión bilateral', when: 'Cuándo', where: 'Lugar', nowhere: 'aún sin sala', noAnswer: 'No hace falta respuesta, y ninguna se lee. Con quién y sobre qué, solo lo dice Comity.',
    code: 'Su código para Comity', codeHint: 'Introdúzcalo en Comity en la próxima media hora y las invitaciones a sus reuniones llegarán a esta dirección.', stranger: 'Si no lo ha pedido, no haga caso de este mensaje: no habrá más.',
  },
  ru: {
    invited: 'Двусторонняя встреча', cancelled: 'Отменено: двусторонняя встреча', when: 'Время', where: 'Место', nowhere: 'помещение ещё не назначено', noAnswer: 'Отвечать не нужно, ответы не читаются. С кем и о чём встреча, сказано только в Comity.',
    code: 'Ваш код для Comity', codeHint: 'Введите его в Comity в течение получаса, и приглашения на ваши встречи будут приходить на этот адрес.', stranger: 'Если вы об этом не просили, не обращайте внимания на это письмо: других не будет.',
  },
  ar: {
    invited: 'اجتماع ثنائي', cancelled: 'أُلغي: اجتماع ثنائي', when: 'الوقت', where: 'المكان', nowhere: 'لا قاعة بعد', noAnswer: 'لا حاجة إلى الرد، ولا يُقرأ أي رد. مع من الاجتماع وفي أي شأن، لا يقوله إلا Comity.',
    code: 'رمزك في Comity', codeHint: 'أدخله في Comity خلال نصف ساعة، فتصل الدعوات إلى اجتماعاتك إلى هذا العنوان.', stranger: 'إن لم تطلب ذلك فتجاهل هذه الرسالة، فلن تصل رسالة غيرها.',
  },
  zh: {
    invited: '双边会晤', cancelled: '已取消：双边会晤', when: '时间', where: '地点', nowhere: '会议室待定', noAnswer: '无需答复，答复也无人阅读。会晤对象与议题只在 Comity 中显示。',
    code: '您的 Comity 验证码', codeHint: '请在半小时内于 Comity 中输入，此后会晤邀请将发送到此地址。', stranger: '如果您没有提出此请求，请忽略本邮件：不会再有其他邮件。',
  },
};
