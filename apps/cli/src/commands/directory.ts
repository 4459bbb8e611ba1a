/** Who is who: people, one's own devices, safety numbers, alarms. */
import { ready, type Desk } from '../desk.js';
import { Misuse } from '../settings.js';

export async function people(desk: Desk): Promise<void> {
  await ready(desk);
  const all = await desk.client.people();
  desk.output.show(all, all.filter(({ current }) => current).map((person) => `${person.id}  ${person.name}, ${person.authority.name} (${person.authority.state})${person.verified ? '  verified' : ''}`));
}

export async function devices(desk: Desk): Promise<void> {
  await ready(desk);
  const all = await desk.client.myDevices();
  desk.output.show(all, all.map((device) => `${device.id}  ${device.name}, since ${device.certifiedAt}${device.until === null ? '' : `, until ${device.until} unless used`}${device.thisOne ? '  this device' : ''}${device.current ? '' : '  ended'}`));
}

export async function safetyNumber(desk: Desk): Promise<void> {
  await ready(desk);
  const person = (await desk.client.people()).find(({ id, name }) => id === desk.settings.rest[0] || name.toLowerCase() === desk.settings.rest[0]?.toLowerCase());
  if (person === undefined) throw new Misuse('Name a person: their id, or their name in full.');
  const number = await desk.client.safetyNumber(person.id);
  desk.output.show({ person: person.id, number }, [person.name, number]);
}

export async function alarms(desk: Desk): Promise<void> {
  await ready(desk);
  const all = await desk.client.alarms();
  desk.output.show(all, all.map((alarm) => `${alarm.at}  ${alarm.rule}${alarm.space === null ? '' : `  in ${alarm.space}`}${alarm.seq === null ? '' : ` at ${alarm.seq}`}`));
}
