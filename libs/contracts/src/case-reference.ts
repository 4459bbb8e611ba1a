/** What a case of a forum is called by: capitals and digits, with a digit among them, so that it is a number or a reference and no name. `7`, `AR-2026/14`. */
export const caseReference = /^(?=.{1,20}$)(?=.*\d)[A-Z0-9]+([./-][A-Z0-9]+)*$/;
