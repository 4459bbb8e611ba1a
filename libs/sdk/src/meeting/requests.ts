import type { MeetingRequest, MeetingRequestId, MeetingSessionId } from '@comity/contracts';
import type { Rest } from '../transport/rest.js';

const page = 500;

/** All requests of a session that the caller may see, page by page. */
export async function requestsOf(rest: Rest, id: MeetingSessionId): Promise<MeetingRequest[]> {
  const all: MeetingRequest[] = [];
  for (let after: MeetingRequestId | undefined, more = true; more;) {
    const found = await rest.call('meetingRequests', { params: { id }, query: { limit: page, ...(after !== undefined && { after }) } });
    all.push(...found);
    after = found.at(-1)?.id;
    more = found.length === page;
  }
  return all;
}
