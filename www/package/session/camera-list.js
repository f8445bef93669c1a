/** Lists the cameras of the device, among which a person chooses. */

/** Returns the cameras of the device. Their names are known once the person has allowed one. */
export async function listCameras() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter(({ kind }) => kind === 'videoinput');
}
