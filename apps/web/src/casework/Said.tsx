/** Words of a step, under what they are. */
export const Said = ({ label, text }: { label: string; text: string }) => <blockquote className="step-words"><span className="muted">{label}</span><p dir="auto" className="said">{text}</p></blockquote>;
