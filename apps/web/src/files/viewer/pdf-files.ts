/** Where pdf.js finds its character maps, fonts and decoders: beside the other assets, under the version's own name, since they never change. */
export const pdfFiles = 'assets/pdf-6.5.438';
