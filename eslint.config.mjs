// filled by the tooling room
export default [];
