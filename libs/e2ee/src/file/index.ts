export { chunkLength, chunkOverhead, fileChunkBytes, fileSizes, largestContent, largestFile, leafBytes, sealedChunkBytes, type FileSizes } from './sizes.js';
export { newFileKey, openChunk, sealChunk, type ChunkKind, type ChunkPlace } from './chunk.js';
export { chunkHash, fileHash, openContent, openIndex, sealIndex, type FileKeys } from './tree.js';
export { decodeFile, decodeFiles, encodeFile, fileName, fileType, type FileContent, type FilePreviewContent } from './content.js';
